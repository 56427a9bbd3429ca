namespace Clearing.Embedded;

/// <summary>Runs what is put in it one turn at a time, whatever thread each turn is on.</summary>
/// <remarks>
/// It is the synchronization context of its turns, so what comes after an await is put in again.
/// Putting in takes one compare-and-swap and no lock. All else happens in turns.
/// </remarks>
internal abstract class Mailbox(EmbeddedEngine engine) : SynchronizationContext, IThreadPoolWorkItem
{
    private static readonly Work Empty = new Continuation(static _ => { }, null);

    private readonly int _life = engine.Life;
    private WorkQueue _inbox;
    private Work? _arrived;

    internal EmbeddedEngine Engine => engine;

    /// <summary>True if the engine crashed since; then no turn runs any more.</summary>
    internal bool IsGone => _life != engine.Life;

    public override void Post(SendOrPostCallback d, object? state) =>
        Add(new Continuation(d, state));

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("A turn cannot wait for another turn.");

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Puts work in. The chain runs newest first; null means at rest.</summary>
    internal void Add(Work work)
    {
        while (true)
        {
            var newest = Volatile.Read(ref _arrived);
            work.Next = newest == Empty ? null : newest;
            if (Interlocked.CompareExchange(ref _arrived, work, newest) == newest)
            {
                if (newest is null)
                {
                    engine.Turns.Schedule(this);
                }
                return;
            }
        }
    }

    /// <summary>Takes some turns, and asks for more if work is left.</summary>
    public void Execute()
    {
        var outer = Current;
        SetSynchronizationContext(this);
        try
        {
            for (var turns = engine.TurnsAtOnce; turns > 0; turns--)
            {
                if (IsGone)
                {
                    return;
                }
                TakeTurn();
                if (!HasReady && Interlocked.CompareExchange(ref _arrived, null, Empty) == Empty)
                {
                    return;
                }
            }
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
        engine.Turns.Schedule(this);
    }

    /// <summary>True if a turn can be taken without anything more arriving.</summary>
    protected virtual bool HasReady => _inbox.First is not null;

    /// <summary>The next work; null if there is none that can run now.</summary>
    protected virtual Work? Take()
    {
        if (_inbox.First is null)
        {
            var newest = Interlocked.Exchange(ref _arrived, Empty)!;
            if (newest == Empty)
            {
                return null;
            }
            _inbox.EnqueueReversed(newest);
        }
        return _inbox.Dequeue();
    }

    /// <summary>Runs the next work. Failures that nobody awaits are logged.</summary>
    protected virtual void TakeTurn()
    {
        try
        {
            Take()?.Run(this);
        }
        catch (Exception exception)
        {
            engine.Log.TurnFailed(exception, ToString()!);
        }
    }
}
