namespace Clearing.Sealing;

/// <summary>Combines the concurrent lookups of many callers into batches.</summary>
/// <remarks>
/// It batches without a timer, like the journal: a lone lookup runs at once, and lookups that
/// arrive while one is running form the next batch. It starts no threads.
/// </remarks>
/// <param name="most">The maximum size of a batch.</param>
/// <param name="ask">Looks up a batch; each of its callers gets the whole answer.</param>
internal sealed class BatchedLookup<TOne, TAnswer>(
    int most, Func<IReadOnlyList<TOne>, Task<TAnswer>> ask)
{
    private readonly Lock _gate = new();
    private readonly Queue<(TOne One, TaskCompletionSource<TAnswer> Answer)> _waiting = new();
    private bool _running;

    public Task<TAnswer> Ask(TOne one)
    {
        var answer = new TaskCompletionSource<TAnswer>(
            TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Enqueue((one, answer));
            if (_running) { return answer.Task; }
            _running = true;
        }
        Run();
        return answer.Task;
    }

    private void Run()
    {
        while (Take() is { Count: > 0 } batch)
        {
            var asked = Ask(batch);
            if (!asked.IsCompleted)
            {
                // An await would continue in the context of the first caller.
                _ = asked.ContinueWith(
                    answered =>
                    {
                        Answer(batch, answered);
                        Run();
                    },
                    CancellationToken.None,
                    TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default);
                return;
            }
            Answer(batch, asked);
        }
    }

    private List<(TOne One, TaskCompletionSource<TAnswer> Answer)> Take()
    {
        lock (_gate)
        {
            var batch = new List<(TOne, TaskCompletionSource<TAnswer>)>();
            while (batch.Count < most && _waiting.TryDequeue(out var next)) { batch.Add(next); }
            _running = batch.Count > 0;
            return batch;
        }
    }

    private Task<TAnswer> Ask(List<(TOne One, TaskCompletionSource<TAnswer> Answer)> batch)
    {
        try
        {
            return ask([.. batch.Select(waiting => waiting.One)]);
        }
        catch (Exception thrown)
        {
            return Task.FromException<TAnswer>(thrown);
        }
    }

    private static void Answer(
        List<(TOne One, TaskCompletionSource<TAnswer> Answer)> batch, Task<TAnswer> answered)
    {
        foreach (var (_, answer) in batch)
        {
            if (answered.IsCompletedSuccessfully) { answer.SetResult(answered.Result); }
            else { answer.SetException(answered.Exception!.InnerExceptions); }
        }
    }
}
