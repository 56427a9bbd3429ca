using Microsoft.Extensions.Logging;

namespace Clearing.Simulation;

/// <summary>Runs what is put in it one turn at a time; what comes after an await is put in again.</summary>
internal abstract class Mailbox(GrainEngine engine) : SynchronizationContext
{
    private readonly Queue<Work> _inbox = [];
    private bool _scheduled;

    public GrainEngine Engine => engine;

    protected Queue<Work> Inbox => _inbox;

    protected virtual bool HasReady => _inbox.Count > 0;

    public override void Post(SendOrPostCallback d, object? state) => Add(new Continuation(d, state));

    public override SynchronizationContext CreateCopy() => this;

    public void Add(Work work)
    {
        _inbox.Enqueue(work);
        if (_scheduled) { return; }
        _scheduled = true;
        engine.Turns.Schedule(this);
    }

    public void TakeTurn()
    {
        var outer = Current;
        SetSynchronizationContext(this);
        try
        {
            Settle();
            try { Take()?.Run(this); }
            catch (Exception failure) { engine.Log.LogError(failure, "A turn of {Mailbox} failed.", this); }
            Settle();
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
        _scheduled = HasReady;
        if (_scheduled) { engine.Turns.Schedule(this); }
    }

    protected virtual void Settle()
    {
    }

    protected virtual Work? Take() => _inbox.TryDequeue(out var work) ? work : null;
}

internal abstract class Work
{
    public abstract void Run(Mailbox mailbox);
}

internal sealed class Continuation(SendOrPostCallback callback, object? state) : Work
{
    public override void Run(Mailbox mailbox) => callback(state);
}

/// <summary>Work that calls the grain, and lasts until the grain is done.</summary>
internal abstract class Turn : Work
{
    public abstract bool Interleaves { get; }

    public abstract bool KeepsAlive { get; }

    protected virtual bool IsMoot => false;

    public sealed override void Run(Mailbox mailbox)
    {
        if (!IsMoot) { _ = Last((Activation)mailbox); }
    }

    /// <summary>The activation ended or never came to be before this could run.</summary>
    public abstract void Bounce(Activation from, Exception? failure);

    /// <summary>Runs to its end; what failed is its own to tell. Returns the failure.</summary>
    protected abstract Task<Exception?> Act(Activation activation);

    private async Task Last(Activation activation)
    {
        activation.Enter(this);
        var failure = await Act(activation);
        activation.Leave(failure);
        End();
    }

    protected abstract void End();
}
