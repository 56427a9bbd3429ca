using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Timers;

namespace Clearing.Embedded;

/// <summary>Runs grains in this process, by the rules of Orleans.</summary>
/// <remarks>
/// Grains can be called as soon as it is made; reminders come after <see cref="StartAsync"/>.
/// Several engines over one storage stand for several silos that do not see each other.
/// </remarks>
public sealed class EmbeddedEngine : IGrainFactory, IGrainRuntime, ITimerRegistry, IDisposable
{
    private readonly Dictionary<Type, (GrainContract Contract, GrainClass Class)> _contracts = [];
    private readonly Dictionary<string, GrainClass> _classes = [];
    private volatile bool _stopping;
    private volatile int _life;

    /// <summary>Makes an engine.</summary>
    /// <param name="options">The grain classes, and how to run them.</param>
    /// <param name="services">What grains are made from.</param>
    /// <param name="seams">What comes from outside; null for the defaults.</param>
    /// <exception cref="InvalidOperationException">
    /// Two classes implement one grain interface, a type in a signature has no
    /// <c>[GenerateSerializer]</c>, or a grain class or interface is of an unsupported shape.
    /// </exception>
    public EmbeddedEngine(
        EmbeddedEngineOptions options, IServiceProvider services, EmbeddedEngineSeams? seams = null)
    {
        (Options, Seams) = (options, seams ?? new());
        Services = new GrainServices(this, services);
        TurnsAtOnce = Seams.Turns.IsSequential ? 1 : 64;
        var logger = services.GetService<ILoggerFactory>()?.CreateLogger<EmbeddedEngine>();
        Log = new(logger ?? NullLogger<EmbeddedEngine>.Instance);
        Pending = new(Seams.Time, options.ResponseTimeout, Seams.Turns.IsSequential);
        Idle = new(this);
        Reminders = new(this);
        foreach (var type in options.GrainClasses)
        {
            Add(GrainShape.Of(type), type);
        }
    }

    /// <summary>Gives references to grains.</summary>
    public IGrainFactory GrainFactory => this;

    /// <summary>Makes timers for grains.</summary>
    public ITimerRegistry TimerRegistry => this;

    /// <summary>What grains are made from.</summary>
    public IServiceProvider ServiceProvider => Services;

    /// <summary>The time of timers, reminders and timeouts.</summary>
    public TimeProvider TimeProvider => Seams.Time;

    internal EmbeddedEngineOptions Options { get; }

    internal EmbeddedEngineSeams Seams { get; }

    internal GrainServices Services { get; }

    internal EngineLog Log { get; }

    internal PendingCalls Pending { get; }

    internal IdleCollector Idle { get; }

    internal ReminderService Reminders { get; private set; }

    internal ITurnQueue Turns => Seams.Turns;

    internal int TurnsAtOnce { get; }

    /// <summary>How often it crashed.</summary>
    internal int Life => _life;

    /// <summary>A reference to a grain.</summary>
    /// <exception cref="ArgumentException">The key is empty.</exception>
    /// <exception cref="InvalidOperationException">No class implements the interface.</exception>
    public TGrainInterface GetGrain<TGrainInterface>(
        string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrEmpty(primaryKey);
        return _contracts.TryGetValue(typeof(TGrainInterface), out var found)
            ? (TGrainInterface)(object)found.Contract.Refer(found.Class, primaryKey)
            : throw new InvalidOperationException(
                $"No grain class implements {typeof(TGrainInterface)}.");
    }

    IGrainTimer ITimerRegistry.RegisterGrainTimer<TState>(
        IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state,
        GrainTimerCreationOptions options) => new GrainTimer(
            (Activation)grainContext, token => callback(state, token), options);

    void IGrainRuntime.DeactivateOnIdle(IGrainContext grainContext) => grainContext.Deactivate(
        new(DeactivationReasonCode.ApplicationRequested, "The grain asked for it."));

    /// <summary>Lets reminders come. Needed again after <see cref="Crash"/>.</summary>
    /// <param name="cancellationToken">Ends the wait, not the start.</param>
    public Task StartAsync(CancellationToken cancellationToken = default) =>
        Reminders.Start().WaitAsync(cancellationToken);

    /// <summary>Ends all activations; calls from outside are refused from here on.</summary>
    /// <remarks>Calls already made are answered, and grains may still call grains.</remarks>
    /// <param name="cancellationToken">Ends the wait; what then still runs is abandoned.</param>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        _stopping = true;
        Reminders.Stop();
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "Shutting down.");
        while (_classes.Values.Any(type => !type.IsEmpty))
        {
            var all = _classes.Values.SelectMany(type => type.Activations).ToList();
            await Task.WhenAll(all.ConvertAll(activation => activation.End(reason)))
                .WaitAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Loses the memory of all activations at once, as a killed process does. What they were
    /// doing never goes on, and callers without an answer time out. Later calls find new
    /// activations; reminders come again after <see cref="StartAsync"/>.
    /// </summary>
    public void Crash()
    {
        _life++;
        Reminders.Stop();
        Reminders = new(this);
        foreach (var type in _classes.Values)
        {
            type.Clear();
        }
    }

    /// <summary>Stops its clocks; <see cref="StopAsync"/> ends activations.</summary>
    public void Dispose()
    {
        Reminders.Stop();
        Pending.Dispose();
        Idle.Dispose();
    }

    internal Promise<T> Promise<T>() => new(Turns.IsSequential);

    internal GrainClass? ClassOf(string name) => _classes.GetValueOrDefault(name);

    /// <summary>The class of this engine that corresponds to one of another engine.</summary>
    internal GrainClass Like(GrainClass type) => type.Engine == this ? type : _classes[type.Name];

    internal IRemindable Reminded(GrainClass type, string key) =>
        (IRemindable)(object)GrainContract.Of(typeof(IRemindable)).Refer(type, key);

    internal void Send(Call call)
    {
        Pending.Add(call);
        if (_stopping && SynchronizationContext.Current is not Activation)
        {
            call.Fail(new OrleansException($"{call.Method} is refused: the engine stops."));
        }
        else if (Seams.Path is { } path)
        {
            path.Carry(call);
        }
        else
        {
            call.DeliverDirectly();
        }
    }

    private void Add(GrainShape shape, Type type)
    {
        var made = new GrainClass(this, shape);
        if (!_classes.TryAdd(shape.Name, made))
        {
            throw new InvalidOperationException($"Two grain classes are named {shape.Name}.");
        }
        foreach (var contract in shape.Contracts)
        {
            if (!_contracts.TryAdd(contract.Type, (contract, made)))
            {
                throw new InvalidOperationException(
                    $"{contract.Type} is implemented by {type} and by another grain class.");
            }
        }
    }
}
