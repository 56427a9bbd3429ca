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

    private Grain? _grain;
    private WorkQueue _waiting;
    private List<IStorage>? _states;
    private List<GrainTimer>? _timers;
    private Promise<Nothing>? _ended;
    private Ending? _ending;
    private int _running;
    private Phase _phase;

    private sealed record Ending(DeactivationReason Reason);

    internal GrainClass Type => type;

    internal string Key => key;

    /// <summary>The engine's count of collections when it was last used.</summary>
    internal int LastUsed { get; private set; }

    internal bool HasEnded => _phase == Phase.Ended || IsGone;

    public GrainId GrainId => GrainId.Create(type.Name, key);

    public object? GrainInstance => _grain;

    public IServiceProvider ActivationServices => Engine.Services;

    IGrainRuntime IGrainContext.Runtime => Engine;

    protected override bool HasReady =>
        base.HasReady || (_waiting.First is Turn turn && CanRun(turn));

    public override string ToString() => $"{type.Name}/{key}";

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken token = default)
    {
        if (Current == this)
        {
            _ending ??= new(deactivationReason);
        }
        else
        {
            Post(_ => _ending ??= new(deactivationReason), null);
        }
    }

    /// <summary>Ends the activation; complete when it is out of the engine.</summary>
    internal Task End(DeactivationReason reason)
    {
        var promise = Engine.Promise<Nothing>();
        promise = Interlocked.CompareExchange(ref _ended, promise, null) ?? promise;
        Post(_ =>
        {
            _ending ??= new(reason);
            if (_phase == Phase.Ended)
            {
                promise.TryKeep(default);
            }
        }, null);
        return promise.Task;
    }

    internal void Keep(IStorage state) => (_states ??= new(1)).Add(state);

    internal void Keep(GrainTimer timer) => (_timers ??= []).Add(timer);

    internal void Forget(GrainTimer timer) => _timers?.Remove(timer);

    internal Grain Enter(Turn turn)
    {
        _running++;
        if (turn.KeepsAlive)
        {
            LastUsed = Engine.Idle.Count;
        }
        return _grain!;
    }

    internal void Leave(Task task)
    {
        _running--;
        if (task.Exception?.InnerException is InconsistentStateException stale)
        {
            _ending ??= new(new(DeactivationReasonCode.ApplicationError, stale, stale.Message));
        }
    }

    /// <summary>Ends the activation, unless it was used since it was found idle.</summary>
    internal void EndIfIdle()
    {
        if (_running == 0 && _waiting.First is null && Engine.Idle.IsOld(LastUsed))
        {
            _ending ??= new(new(DeactivationReasonCode.ActivationIdle, "It had no calls."));
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
        if (_waiting.First is Turn first && CanRun(first))
        {
            return _waiting.Dequeue();
        }
        while (base.Take() is { } work)
        {
            if (work is not Turn turn || CanRun(turn))
            {
                return work;
            }
            if (_phase == Phase.Ended)
            {
                turn.Bounce(this, Failure);
            }
            else
            {
                _waiting.Enqueue(turn);
            }
        }
        return null;
    }

    /// <summary>Why activating failed; null if it did not.</summary>
    private Exception? Failure =>
        _ending?.Reason is { ReasonCode: DeactivationReasonCode.ActivationFailed } reason
            ? reason.Exception
            : null;

    private bool CanRun(Turn turn) =>
        _phase == Phase.Active && _ending is null
        && (_running == 0 || type.IsReentrant || turn.Interleaves);

    private void Settle()
    {
        if (_phase == Phase.New)
        {
            _phase = Phase.Activating;
            _ = ActivateAsync();
        }
        if (_phase != Phase.Active || _ending is null) { return; }
        // At once, as in Orleans: a tick that is under way is told to come to its end.
        StopTimers();
        if (_running == 0)
        {
            _phase = Phase.Deactivating;
            _ = DeactivateAsync();
        }
    }

    private async Task ActivateAsync()
    {
        try
        {
            _grain = type.Make(this);
            foreach (var state in _states ?? [])
            {
                await state.ReadStateAsync();
            }
            _states = null;
            await _grain.OnActivateAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            _ending = new(new(
                DeactivationReasonCode.ActivationFailed, exception, exception.Message));
            Vanish();
            return;
        }
        LastUsed = Engine.Idle.Count;
        _phase = Phase.Active;
        Engine.Idle.Add(this);
    }

    private async Task DeactivateAsync()
    {
        StopTimers();
        try
        {
            await _grain!.OnDeactivateAsync(_ending!.Reason, CancellationToken.None);
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
        _phase = Phase.Ended;
        (_grain, _states) = (null, null);
        type.Remove(this);
        while (_waiting.First is not null)
        {
            ((Turn)_waiting.Dequeue()).Bounce(this, Failure);
        }
        _ended?.TryKeep(default);
    }

    private void StopTimers()
    {
        _timers?.ForEach(timer => timer.Stop());
        _timers = null;
    }
}
