using Microsoft.Extensions.DependencyInjection;

namespace Clearing.Embedded.Tests;

/// <summary>One thread, virtual time, and turns in a sequence that a seed decides.</summary>
internal sealed class World(int seed = 0) : TimeProvider, ITurnQueue, ICallPath
{
    private readonly Random _random = new(seed);
    private readonly List<Action> _ready = [];
    private readonly PriorityQueue<Action, (long At, long Sequence)> _later = new();
    private long _now = new DateTime(2026, 10, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
    private long _sequence;

    /// <summary>What the path does with a call; by default it arrives once.</summary>
    internal Action<IGrainCall, EmbeddedEngine> OnCall { get; set; } =
        static (call, engine) => call.DeliverTo(engine);

    /// <summary>What the path does with an answer; by default it arrives.</summary>
    internal Action<IGrainCall, Action> OnAnswer { get; set; } = static (_, deliver) => deliver();

    internal MemoryGrainStateStore States { get; } = new();

    internal MemoryReminderStore Reminders { get; } = new();

    /// <summary>What grains and tests note, for comparing runs.</summary>
    internal List<string> Trace { get; } = [];

    public bool IsSequential => true;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(_now, TimeSpan.Zero);

    public override long GetTimestamp() => _now;

    public void Schedule(IThreadPoolWorkItem turns) => _ready.Add(turns.Execute);

    public void Carry(IGrainCall call) => OnCall(call, call.Caller);

    public void CarryBack(IGrainCall call, Action deliver) => OnAnswer(call, deliver);

    public override ITimer CreateTimer(
        TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Runs a client whose awaits go on as turns of this world.</summary>
    internal void Run(Func<Task> client)
    {
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new Turns(this));
        try
        {
            Await(client());
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    internal void Note(string what) => Trace.Add($"{new TimeSpan(_now).Ticks} {what}");

    /// <summary>An engine over this world's storage, with some grain classes.</summary>
    internal EmbeddedEngine Engine(params Type[] grains) =>
        Engine(new EmbeddedEngineOptions(), grains);

    internal EmbeddedEngine Engine(EmbeddedEngineOptions options, params Type[] grains)
    {
        foreach (var grain in grains)
        {
            options.GrainClasses.Add(grain);
        }
        var services = new ServiceCollection().AddSingleton(this).BuildServiceProvider();
        return new(options, services, new()
        {
            Turns = this,
            Path = this,
            Time = this,
            States = States,
            Reminders = Reminders,
        });
    }

    /// <summary>Runs what is ready, and the time until a task is complete.</summary>
    internal T Await<T>(Task<T> task)
    {
        Await((Task)task);
        return task.GetAwaiter().GetResult();
    }

    internal void Await(Task task)
    {
        while (!task.IsCompleted)
        {
            Assert.True(Step(long.MaxValue), "Nothing is left to do, and the task is incomplete.");
        }
        task.GetAwaiter().GetResult();
    }

    /// <summary>Runs all that happens in some time to come.</summary>
    internal void Advance(TimeSpan by)
    {
        var end = _now + by.Ticks;
        while (Step(end))
        {
        }
        _now = end;
    }

    /// <summary>Runs all that can run without time passing.</summary>
    internal void Settle() => Advance(TimeSpan.Zero);

    private bool Step(long end)
    {
        if (_ready.Count > 0)
        {
            var chosen = _random.Next(_ready.Count);
            var turn = _ready[chosen];
            _ready.RemoveAt(chosen);
            turn();
            return true;
        }
        if (!_later.TryPeek(out var next, out var due) || due.At > end)
        {
            return false;
        }
        _later.Dequeue();
        _now = Math.Max(_now, due.At);
        next();
        return true;
    }

    private sealed class Turns(World world) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) =>
            world._ready.Add(() => d(state));
    }

    private sealed class VirtualTimer(World world, Action callback) : ITimer
    {
        private int _version;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var mine = ++_version;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                world._later.Enqueue(
                    () =>
                    {
                        if (mine == _version)
                        {
                            callback();
                        }
                    },
                    (world._now + dueTime.Ticks, world._sequence++));
            }
            return true;
        }

        public void Dispose() => _version++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
