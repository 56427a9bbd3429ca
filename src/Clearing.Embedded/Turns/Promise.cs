namespace Clearing.Embedded;

/// <summary>What a caller awaits. The caller's code never runs in the keeper's turn.</summary>
/// <remarks>
/// On the thread pool, continuations that have no context go to the pool. In a sequential world
/// there is no pool to go to: they run at once, outside any turn. Those that have a context are
/// posted to it in both cases.
/// </remarks>
internal sealed class Promise<T>(bool isSequential) : TaskCompletionSource<T>(
    isSequential ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously)
{
    internal bool TryKeep(T result)
    {
        if (!isSequential)
        {
            return TrySetResult(result);
        }
        var turn = Leave();
        var kept = TrySetResult(result);
        SynchronizationContext.SetSynchronizationContext(turn);
        return kept;
    }

    internal bool TryBreak(Exception exception)
    {
        if (!isSequential)
        {
            return TrySetException(exception);
        }
        var turn = Leave();
        var broken = TrySetException(exception);
        SynchronizationContext.SetSynchronizationContext(turn);
        return broken;
    }

    private static SynchronizationContext? Leave()
    {
        var turn = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        return turn;
    }
}
