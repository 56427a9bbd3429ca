using Microsoft.Extensions.Logging;

namespace Clearing.Simulation.Runtime;

/// <summary>Runs work one turn at a time; continuations after an await are further turns.</summary>
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

/// <summary>Work that calls the grain and lasts until the grain has finished.</summary>
internal abstract class Turn : Work
{
    public abstract bool Interleaves { get; }

    public abstract bool KeepsAlive { get; }

    protected virtual bool IsMoot => false;

    public sealed override void Run(Mailbox mailbox)
    {
        if (!IsMoot) { _ = Last((Activation)mailbox); }
    }

    /// <summary>Called if the activation ended or failed to start before this ran.</summary>
    public abstract void Bounce(Activation from, Exception? failure);

    /// <summary>Runs to the end and returns the failure, if any, which it reports itself.</summary>
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
