namespace Clearing.Simulation.Runtime;

/// <summary>A task for a caller, whose code never runs in the turn that completes it.</summary>
internal sealed class Promise<T> : TaskCompletionSource<T>
{
    public bool TryKeep(T result)
    {
        var turn = Leave();
        var kept = TrySetResult(result);
        SynchronizationContext.SetSynchronizationContext(turn);
        return kept;
    }

    public bool TryBreak(Exception exception)
    {
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
