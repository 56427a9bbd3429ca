using Clearing.Simulation.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Clearing.Cluster.Tests.Semantics;

/// <summary>The simulation's runtime on one thread, in virtual time and without faults.</summary>
public sealed class SimulatedHost : GrainHost
{
    private readonly Random _random = new(1);
    private readonly List<Action> _ready = [];
    private readonly PriorityQueue<Action, (long At, long Number)> _later = new();
    private readonly SimulatedTables _tables = new();
    private GrainEngine _engine;
    private TimeSpan _clockMoved;
    private long _now;
    private long _number;

    public SimulatedHost() => _engine = NewEngine();

    public override IGrainFactory Grains => _engine;

    public override TimeSpan Moment => TimeSpan.FromSeconds(1);

    public override TimeSpan ResponseTimeout => TimeSpan.FromSeconds(30);

    public override TimeSpan ReminderPeriod => TimeSpan.FromMinutes(1);

    public override Task Run(Func<Task> test)
    {
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new Turns(this));
        try
        {
            var started = _engine.StartAsync();
            var running = test();
            while (!running.IsCompleted)
            {
                Assert.True(TakeTurn(), "Nothing is left to do, and the test goes on.");
            }
            return Task.WhenAll(started, running);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    public override Task Wait(TimeSpan time)
    {
        var done = new TaskCompletionSource();
        After(time, done.SetResult);
        return done.Task;
    }

    public override void MoveClock(TimeSpan by) => _clockMoved += by;

    public override async Task Restart()
    {
        _engine = NewEngine();
        await _engine.StartAsync();
    }

    private GrainEngine NewEngine()
    {
        var life = new Life(this);
        var services = new ServiceCollection()
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).BuildServiceProvider();
        var options = new GrainEngineOptions
        {
            ResponseTimeout = ResponseTimeout,
            CollectionAge = TimeSpan.FromHours(2),
            CollectionQuantum = TimeSpan.FromMinutes(1),
            GrainClasses =
            [
                typeof(ProbeGrain), typeof(OpenProbeGrain), typeof(CounterGrain),
                typeof(FragileGrain), typeof(LifeGrain), typeof(RemindedGrain),
            ],
        };
        return life.Engine = new GrainEngine(
            options, services, new GrainEngineSeams(life, life, life, _tables, _tables));
    }

    private void After(TimeSpan wait, Action act) =>
        _later.Enqueue(act, (_now + wait.Ticks, _number++));

    private bool TakeTurn()
    {
        if (_ready.Count > 0)
        {
            var pick = _random.Next(_ready.Count);
            var turn = _ready[pick];
            _ready.RemoveAt(pick);
            turn();
            return true;
        }
        if (!_later.TryDequeue(out var next, out var due)) { return false; }
        _now = due.At;
        next();
        return true;
    }

    /// <summary>One life of the process, with which its clock, turns and calls end.</summary>
    private sealed class Life(SimulatedHost host) : TimeProvider, ITurnQueue, ICallPath
    {
        internal GrainEngine? Engine { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        private bool IsOver => host._engine != Engine;

        public override DateTimeOffset GetUtcNow() =>
            new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(host._now) + host._clockMoved;

        public override long GetTimestamp() => host._now;

        public override ITimer CreateTimer(
            TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new Timer(this, () => callback(state));
            timer.Change(dueTime, period);
            return timer;
        }

        public void Schedule(Mailbox mailbox) =>
            host._ready.Add(() => { if (!IsOver) { mailbox.TakeTurn(); } });

        public void Carry(GrainCall call) => call.DeliverTo(host._engine);

        public void CarryBack(GrainCall call, Action deliver) => deliver();

        private sealed class Timer(Life life, Action callback) : ITimer
        {
            private int _version;

            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                var mine = ++_version;
                if (dueTime == Timeout.InfiniteTimeSpan) { return true; }
                life.Host.After(dueTime, () =>
                {
                    if (mine == _version && !life.IsOver) { callback(); }
                });
                return true;
            }

            public void Dispose() => _version++;

            public ValueTask DisposeAsync()
            {
                Dispose();
                return default;
            }
        }

        private SimulatedHost Host => host;
    }

    private sealed class Turns(SimulatedHost host) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) =>
            host._ready.Add(() => d(state));
    }
}
