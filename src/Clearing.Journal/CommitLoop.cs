namespace Clearing.Journal;

/// <summary>One writer: it commits the waiting appends, answers them, and starts again.</summary>
/// <remarks>
/// It has no thread and no timer: it runs on the thread of the append that found it idle, and
/// continues where the store completes. A lone append therefore never waits, and the same calls
/// with the same store give the same batches.
/// </remarks>
/// <param name="store">Writes the batches.</param>
/// <param name="options">The limits of a batch.</param>
/// <param name="failed">Is told of the store's error when a batch failed.</param>
internal sealed class CommitLoop(
    IJournalStore store, GroupCommitOptions options, Action<Exception> failed)
{
    private readonly Lock _gate = new();
    private readonly Queue<PendingAppend> _waiting = new();

    // Appends that could not join a transaction with the one before them; they come first.
    private readonly Queue<PendingAppend> _deferred = new();
    private TaskCompletionSource? _idle;
    private bool _running;
    private bool _closed;
    private long _transactions;

    public long Transactions => Interlocked.Read(ref _transactions);

    public Task Append(PendingAppend append)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(GroupCommitJournal));
            _waiting.Enqueue(append);
            if (_running)
            {
                return append.Answer;
            }
            _running = true;
        }
        RunWithoutContext();
        return append.Answer;
    }

    /// <summary>Refuses new appends and completes when the pending ones are answered.</summary>
    public Task Close()
    {
        lock (_gate)
        {
            _closed = true;
            _idle ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!_running)
            {
                _idle.TrySetResult();
            }
            return _idle.Task;
        }
    }

    // The loop outlives the call that starts it, so it must not keep that call's ambient values.
    private void RunWithoutContext()
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            Run();
            return;
        }
        using (ExecutionContext.SuppressFlow())
        {
            Run();
        }
    }

    private void Run()
    {
        while (Take() is { } batch)
        {
            var written = Write(batch);
            if (!written.IsCompleted)
            {
                // An await would continue on the first caller's scheduler, whose owner may be gone;
                // with ConfigureAwait(false) it would leave the scheduler of a simulation.
                _ = written.ContinueWith(
                    t =>
                    {
                        Answer(batch, t);
                        Run();
                    },
                    CancellationToken.None,
                    TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default);
                return;
            }
            Answer(batch, written);
        }
    }

    private Task<IReadOnlyList<AppendStatus>> Write(CommitBatch batch)
    {
        Interlocked.Increment(ref _transactions);
        batch.BeganAt = JournalMetrics.Now;
        try
        {
            return store.Write(batch.ToAppends());
        }
        catch (Exception thrown)
        {
            return Task.FromException<IReadOnlyList<AppendStatus>>(thrown);
        }
    }

    private void Answer(CommitBatch batch, Task<IReadOnlyList<AppendStatus>> written)
    {
        JournalMetrics.Written(batch, written.IsCompletedSuccessfully);
        try
        {
            batch.Answer(written.GetAwaiter().GetResult());
        }
        catch (Exception failure)
        {
            // Pending appends may build on the lost batch, so they fail too. They are taken before
            // anyone learns of the failure, so that later appends are not affected.
            var pending = TakePending();
            failed(failure);
            batch.Fail(failure);
            foreach (var append in pending)
            {
                append.Fail(failure);
            }
        }
    }

    private List<PendingAppend> TakePending()
    {
        lock (_gate)
        {
            List<PendingAppend> pending = [.. _deferred, .. _waiting];
            _deferred.Clear();
            _waiting.Clear();
            return pending;
        }
    }

    private CommitBatch? Take()
    {
        lock (_gate)
        {
            var batch = new CommitBatch(options, _deferred.Count + _waiting.Count);
            for (var i = _deferred.Count; i > 0; i--)
            {
                TakeOne(_deferred.Dequeue(), batch);
            }
            while (!batch.IsFull && _waiting.TryDequeue(out var append))
            {
                TakeOne(append, batch);
            }
            if (!batch.IsEmpty)
            {
                return batch;
            }
            _running = false;
            _idle?.TrySetResult();
            return null;
        }
    }

    private void TakeOne(PendingAppend append, CommitBatch batch)
    {
        if (append.IsOrphan)
        {
            append.Orphan();
        }
        else if (!batch.TryAdd(append))
        {
            _deferred.Enqueue(append);
        }
    }
}
