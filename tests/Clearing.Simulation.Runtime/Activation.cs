using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Clearing.Simulation.Runtime;

/// <summary>One grain in memory: its object and the calls that wait for it.</summary>
internal sealed class Activation(GrainEngine engine, GrainClass type, GrainId id) : Mailbox(engine), IGrainContext
{
    private enum Phase
    {
        New,
        Activating,
        Active,
        Deactivating,
        Ended,
    }

    private readonly Queue<Turn> _waiting = [];
    private readonly List<GrainTimer> _timers = [];
    private List<Func<Task>> _states = [];
    private IGrainBase? _grain;
    private DeactivationReason? _ending;
    private int _running;
    private Phase _phase;

    /// <summary>The engine's count of collections when the activation was last used.</summary>
    public int LastUsed { get; private set; }

    public bool HasEnded => _phase == Phase.Ended;

    public GrainId GrainId => id;

    public object? GrainInstance => _grain;

    public IServiceProvider ActivationServices => Engine;

    GrainReference IGrainContext.GrainReference => throw new NotSupportedException();

    ActivationId IGrainContext.ActivationId => throw new NotSupportedException();

    GrainAddress IGrainContext.Address => throw new NotSupportedException();

    IGrainLifecycle IGrainContext.ObservableLifecycle => throw new NotSupportedException();

    IWorkItemScheduler IGrainContext.Scheduler => throw new NotSupportedException();

    Task IGrainContext.Deactivated => throw new NotSupportedException();

    protected override bool HasReady => base.HasReady || (_waiting.TryPeek(out var turn) && CanRun(turn));

    private Exception? Failure =>
        _ending is { ReasonCode: DeactivationReasonCode.ActivationFailed } reason ? reason.Exception : null;

    public object? GetTarget() => _grain;

    public object? GetComponent(Type componentType) =>
        componentType.IsInstanceOfType(_grain) ? _grain : null;

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override string ToString() => $"{id.Type}/{id.Key}";

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        if (Current == this) { _ending ??= deactivationReason; }
        else { Post(_ => _ending ??= deactivationReason, null); }
    }

    void IGrainContext.SetComponent<TComponent>(TComponent? value)
        where TComponent : class => throw new NotSupportedException();

    void IGrainContext.ReceiveMessage(object message) => throw new NotSupportedException();

    void IGrainContext.Activate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    void IGrainContext.Rehydrate(IRehydrationContext context) => throw new NotSupportedException();

    void IGrainContext.Migrate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public void Keep(Func<Task> readState) => _states.Add(readState);

    public void Keep(GrainTimer timer) => _timers.Add(timer);

    public void Forget(GrainTimer timer) => _timers.Remove(timer);

    public void Enter(Turn turn)
    {
        _running++;
        if (turn.KeepsAlive) { LastUsed = Engine.Idle.Count; }
    }

    public void Leave(Exception? failure)
    {
        _running--;
        if (failure is InconsistentStateException stale)
        {
            _ending ??= new(DeactivationReasonCode.ApplicationError, stale, stale.Message);
        }
    }

    /// <summary>Ends the activation unless it was used after it was found idle.</summary>
    public void EndIfIdle()
    {
        if (_running == 0 && _waiting.Count == 0 && Engine.Idle.IsOld(LastUsed))
        {
            _ending ??= new(DeactivationReasonCode.ActivationIdle, "It had no calls.");
        }
        else { Engine.Idle.Add(this); }
    }

    protected override Work? Take()
    {
        if (_waiting.TryPeek(out var first) && CanRun(first)) { return _waiting.Dequeue(); }
        while (base.Take() is { } work)
        {
            if (work is not Turn turn || CanRun(turn)) { return work; }
            if (_phase == Phase.Ended) { turn.Bounce(this, Failure); }
            else { _waiting.Enqueue(turn); }
        }
        return null;
    }

    protected override void Settle()
    {
        if (_phase == Phase.New)
        {
            _phase = Phase.Activating;
            _ = ActivateAsync();
        }
        if (_phase != Phase.Active || _ending is null || _running > 0) { return; }
        StopTimers();
        _phase = Phase.Deactivating;
        _ = DeactivateAsync();
    }

    private bool CanRun(Turn turn) =>
        _phase == Phase.Active && _ending is null && (_running == 0 || type.IsReentrant || turn.Interleaves);

    private async Task ActivateAsync()
    {
        try
        {
            _grain = type.Make(this);
            foreach (var read in _states) { await read(); }
            _states = [];
            await _grain.OnActivateAsync(CancellationToken.None);
        }
        catch (Exception failure)
        {
            _ending = new(DeactivationReasonCode.ActivationFailed, failure, failure.Message);
            Vanish();
            return;
        }
        LastUsed = Engine.Idle.Count;
        _phase = Phase.Active;
        Engine.Idle.Add(this);
    }

    private async Task DeactivateAsync()
    {
        try { await _grain!.OnDeactivateAsync(_ending!.Value, CancellationToken.None); }
        catch (Exception failure) { Engine.Log.LogError(failure, "{Activation} did not end well.", this); }
        Vanish();
    }

    /// <summary>Leaves the engine; calls that wait fail or go to a new activation.</summary>
    private void Vanish()
    {
        StopTimers();
        _phase = Phase.Ended;
        _grain = null;
        Engine.Remove(this);
        while (_waiting.TryDequeue(out var turn)) { turn.Bounce(this, Failure); }
    }

    private void StopTimers()
    {
        _timers.ForEach(timer => timer.Stop());
        _timers.Clear();
    }
}
