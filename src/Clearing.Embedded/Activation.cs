using Orleans.Core;
using Orleans.Storage;

namespace Clearing.Embedded;

/// <summary>One grain in memory: its object, and the calls that wait for it.</summary>
internal sealed class Activation(GrainClass type, string key) : Mailbox(type.Engine), IGrainContext
{
    private enum Phase : byte
    {
        New,
        Activating,
        Active,
        Deactivating,
        Ended,
    }

    private Grain? grain;
    private WorkQueue waiting;
    private List<IStorage>? states;
    private List<GrainTimer>? timers;
    private Promise<Nothing>? ended;
    private Ending? ending;
    private int running;
    private Phase phase;

    private sealed record Ending(DeactivationReason Reason);

    internal GrainClass Type => type;

    internal string Key => key;

    /// <summary>The engine's count of collections when it was last used.</summary>
    internal int LastUsed { get; private set; }

    internal bool HasEnded => phase == Phase.Ended || IsGone;

    public GrainId GrainId => GrainId.Create(type.Name, key);

    public object? GrainInstance => grain;

    public IServiceProvider ActivationServices => Engine.Services;

    IGrainRuntime IGrainContext.Runtime => Engine;

    protected override bool HasReady =>
        base.HasReady || (waiting.First is Turn turn && CanRun(turn));

    public override string ToString() => $"{type.Name}/{key}";

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken token = default)
    {
        if (Current == this)
        {
            ending ??= new(deactivationReason);
        }
        else
        {
            Post(_ => ending ??= new(deactivationReason), null);
        }
    }

    /// <summary>Ends the activation; complete when it is out of the engine.</summary>
    internal Task End(DeactivationReason reason)
    {
        var promise = Engine.Promise<Nothing>();
        promise = Interlocked.CompareExchange(ref ended, promise, null) ?? promise;
        Post(_ =>
        {
            ending ??= new(reason);
            if (phase == Phase.Ended)
            {
                promise.TryKeep(default);
            }
        }, null);
        return promise.Task;
    }

    internal void Keep(IStorage state) => (states ??= new(1)).Add(state);

    internal void Keep(GrainTimer timer) => (timers ??= []).Add(timer);

    internal void Forget(GrainTimer timer) => timers?.Remove(timer);

    internal Grain Enter(Turn turn)
    {
        running++;
        if (turn.KeepsAlive)
        {
            LastUsed = Engine.Idle.Count;
        }
        return grain!;
    }

    internal void Leave(Task task)
    {
        running--;
        if (task.Exception?.InnerException is InconsistentStateException stale)
        {
            ending ??= new(new(DeactivationReasonCode.ApplicationError, stale, stale.Message));
        }
    }

    /// <summary>Ends the activation, unless it was used since it was found idle.</summary>
    internal void EndIfIdle()
    {
        if (running == 0 && waiting.First is null && Engine.Idle.IsOld(LastUsed))
        {
            ending ??= new(new(DeactivationReasonCode.ActivationIdle, "It had no calls."));
        }
        else
        {
            Engine.Idle.Add(this);
        }
    }

    protected override void TakeTurn()
    {
        Settle();
        base.TakeTurn();
        Settle();
    }

    protected override Work? Take()
    {
        if (waiting.First is Turn first && CanRun(first))
        {
            return waiting.Dequeue();
        }
        while (base.Take() is { } work)
        {
            if (work is not Turn turn || CanRun(turn))
            {
                return work;
            }
            if (phase == Phase.Ended)
            {
                turn.Bounce(this, Failure);
            }
            else
            {
                waiting.Enqueue(turn);
            }
        }
        return null;
    }

    /// <summary>Why activating failed; null if it did not.</summary>
    private Exception? Failure =>
        ending?.Reason is { ReasonCode: DeactivationReasonCode.ActivationFailed } reason
            ? reason.Exception
            : null;

    private bool CanRun(Turn turn) =>
        phase == Phase.Active && ending is null
        && (running == 0 || type.IsReentrant || turn.Interleaves);

    private void Settle()
    {
        if (phase == Phase.New)
        {
            phase = Phase.Activating;
            _ = ActivateAsync();
        }
        if (phase != Phase.Active || ending is null) { return; }
        // At once, as in Orleans: a tick that is under way is told to come to its end.
        StopTimers();
        if (running == 0)
        {
            phase = Phase.Deactivating;
            _ = DeactivateAsync();
        }
    }

    private async Task ActivateAsync()
    {
        try
        {
            grain = type.Make(this);
            foreach (var state in states ?? [])
            {
                await state.ReadStateAsync();
            }
            states = null;
            await grain.OnActivateAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            ending = new(new(
                DeactivationReasonCode.ActivationFailed, exception, exception.Message));
            Vanish();
            return;
        }
        LastUsed = Engine.Idle.Count;
        phase = Phase.Active;
        Engine.Idle.Add(this);
    }

    private async Task DeactivateAsync()
    {
        StopTimers();
        try
        {
            await grain!.OnDeactivateAsync(ending!.Reason, CancellationToken.None);
        }
        catch (Exception exception)
        {
            Engine.Log.DeactivationFailed(exception, ToString());
        }
        Vanish();
    }

    /// <summary>Leaves the engine; calls that wait fail or go to a new activation.</summary>
    private void Vanish()
    {
        StopTimers();
        phase = Phase.Ended;
        (grain, states) = (null, null);
        type.Remove(this);
        while (waiting.First is not null)
        {
            ((Turn)waiting.Dequeue()).Bounce(this, Failure);
        }
        ended?.TryKeep(default);
    }

    private void StopTimers()
    {
        timers?.ForEach(timer => timer.Stop());
        timers = null;
    }
}
