using Microsoft.Extensions.Logging;
using Orleans.CodeGeneration;
using Orleans.Core;
using Orleans.Serialization.Invocation;
using Orleans.Storage;
using Orleans.Timers;

namespace Clearing.Simulation.Runtime;

/// <summary>Runs one simulated process's grains in the world's turns, by Orleans' rules.</summary>
internal sealed partial class GrainEngine :
    IGrainFactory, IGrainRuntime, ITimerRegistry, IGrainReferenceRuntime, IServiceProvider
{
    private readonly Dictionary<Type, (GrainClass Class, GrainReferenceShared Shared)> _contracts = [];
    private readonly Dictionary<GrainType, GrainClass> _classes = [];
    private readonly Dictionary<GrainId, Activation> _activations = [];
    private readonly IServiceProvider _services;
    private readonly Dictionary<TimeSpan, PendingCalls> _pending = [];
    private readonly GrainEngineSeams _seams;

    public GrainEngine(GrainEngineOptions options, IServiceProvider services, GrainEngineSeams seams)
    {
        (Options, _services, _seams) = (options, services, seams);
        Log = ((ILoggerFactory)services.GetService(typeof(ILoggerFactory))!).CreateLogger("engine");
        Idle = new IdleCollector(this);
        Reminders = new ReminderService(this, seams.Reminders);
        Storage = new GrainStorage(seams.States);
        foreach (var type in options.GrainClasses)
        {
            var known = GrainClass.Of(type);
            _classes.Add(known.Type, known);
            foreach (var contract in known.Contracts)
            {
                _contracts.TryAdd(contract, (known, OrleansCode.Shared(known.Type, contract, this)));
            }
        }
    }

    public GrainEngineOptions Options { get; }

    public ILogger Log { get; }

    public IdleCollector Idle { get; }

    public ReminderService Reminders { get; }

    public ITurnQueue Turns => _seams.Turns;

    public ICallPath Path => _seams.Path;

    public TimeProvider Time => _seams.Time;

    public IGrainStorage Storage { get; }

    public string SiloIdentity => "simulated";

    public SiloAddress SiloAddress => SiloAddress.Zero;

    public IGrainFactory GrainFactory => this;

    public ITimerRegistry TimerRegistry => this;

    public IServiceProvider ServiceProvider => this;

    TimeProvider IGrainRuntime.TimeProvider => Time;

    public object? GetService(Type serviceType) =>
        serviceType == typeof(IReminderRegistry) ? Reminders
        : serviceType == typeof(TimeProvider) ? Time
        : serviceType.IsInstanceOfType(this) ? this
        : _services.GetService(serviceType);

    /// <summary>Starts the reminders.</summary>
    public Task StartAsync() => Reminders.Start();

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey =>
        (TGrainInterface)(object)OrleansCode.Refer(
            typeof(TGrainInterface), _contracts[typeof(TGrainInterface)].Shared, IdSpan.Create(primaryKey));

    public IRemindable Reminded(GrainId grain) => (IRemindable)(object)OrleansCode.Refer(
        typeof(IRemindable), OrleansCode.Shared(grain.Type, typeof(IRemindable), this), grain.Key);

    public ValueTask<T?> InvokeMethodAsync<T>(GrainReference reference, IInvokable request, InvokeMethodOptions options)
    {
        var call = new GrainCall<T>(this, reference.GrainId, request, options);
        PendingFor(request).Add(call);
        Path.Carry(call);
        return new ValueTask<T?>(call.Task!);
    }

    // A contract can have a shorter timeout than the default.
    private PendingCalls PendingFor(IInvokable request)
    {
        var timeout = request.GetDefaultResponseTimeout() is { } own && own < Options.ResponseTimeout
            ? own
            : Options.ResponseTimeout;
        if (!_pending.TryGetValue(timeout, out var pending))
        {
            _pending.Add(timeout, pending = new PendingCalls(_seams.Time, timeout));
        }
        return pending;
    }

    public ValueTask InvokeMethodAsync(GrainReference reference, IInvokable request, InvokeMethodOptions options) =>
        new(InvokeMethodAsync<object>(reference, request, options).AsTask());

    public void InvokeMethod(GrainReference reference, IInvokable request, InvokeMethodOptions options) =>
        throw new NotSupportedException("No grain is called without an answer.");

    public object Cast(IAddressable grain, Type interfaceType) => throw new NotSupportedException();

    public void Deliver(GrainCall call)
    {
        if (!_activations.TryGetValue(call.Target, out var activation))
        {
            _activations.Add(call.Target, activation = new Activation(this, _classes[call.Target.Type], call.Target));
        }
        activation.Add(call);
    }

    public void Remove(Activation activation)
    {
        if (_activations.TryGetValue(activation.GrainId, out var known) && known == activation)
        {
            _activations.Remove(activation.GrainId);
        }
    }

    IGrainTimer ITimerRegistry.RegisterGrainTimer<TState>(
        IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state,
        GrainTimerCreationOptions options) =>
        new GrainTimer((Activation)grainContext, token => callback(state, token), options);

    IDisposable ITimerRegistry.RegisterTimer(
        IGrainContext grainContext, Func<object?, Task> callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        throw new NotSupportedException();

    void IGrainRuntime.DeactivateOnIdle(IGrainContext grainContext) => grainContext.Deactivate(
        new(DeactivationReasonCode.ApplicationRequested, "The grain asked for it."));

    void IGrainRuntime.DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan) =>
        throw new NotSupportedException();

    IStorage<TGrainState> IGrainRuntime.GetStorage<TGrainState>(IGrainContext grainContext) =>
        throw new NotSupportedException();
}
