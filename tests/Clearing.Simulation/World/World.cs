namespace Clearing.Simulation;

/// <summary>One seed, one thread, virtual time: every run of a seed takes the same turns.</summary>
internal sealed class World
{
    private const int MaxTurns = 150_000;

    private readonly Chance _turns;
    private readonly List<Turn> _ready = [];
    private readonly PriorityQueue<Turn, (long At, long Number)> _later = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly WorldContext _context;
    private long _number;

    public World(Chance chance, Trace trace)
    {
        _turns = chance.Fork();
        Trace = trace;
        _context = new WorldContext(this);
    }

    public Trace Trace { get; }

    /// <summary>How many times faster a process's wall clock runs than its timers.</summary>
    public int Pace { get; init; } = 1;

    /// <summary>What clocks that are right show at the start.</summary>
    public DateTimeOffset Start { get; set; } = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What clocks that are right show now.</summary>
    public DateTimeOffset Date => Start + TimeSpan.FromTicks(Now * Pace);

    /// <summary>Virtual time since the start, in ticks. It never goes back.</summary>
    public long Now { get; private set; }

    public int Turns { get; private set; }

    /// <summary>The violations found; any of them fails the run.</summary>
    public List<string> Violations { get; } = [];

    /// <summary>Called before each turn, when a crash can happen.</summary>
    public Action? BeforeTurn { get; set; }

    public void Note(string what) => Trace.Line(Now, what);

    /// <summary>Schedules a turn for this instant, in random order with the others.</summary>
    public void Soon(IOwner? owner, Action act)
    {
        CheckThread();
        _ready.Add(new Turn(owner, act));
    }

    public void After(TimeSpan wait, IOwner? owner, Action act)
    {
        CheckThread();
        _later.Enqueue(new Turn(owner, act), (Now + Math.Max(0, wait.Ticks), _number++));
    }

    public Task Delay(TimeSpan wait)
    {
        var done = new TaskCompletionSource();
        After(wait, null, done.SetResult);
        return done.Task;
    }

    /// <summary>Takes turns until a condition holds; false if it does not in time.</summary>
    public bool RunUntil(Func<bool> done, TimeSpan most)
    {
        var end = Now + most.Ticks;
        var before = SynchronizationContext.Current;
        try
        {
            SynchronizationContext.SetSynchronizationContext(_context);
            while (!done())
            {
                if (!TakeTurn(end)) { return false; }
            }
            return true;
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private bool TakeTurn(long end)
    {
        while (_later.TryPeek(out _, out var next) && next.At <= Now)
        {
            _ready.Add(_later.Dequeue());
        }
        if (_ready.Count == 0)
        {
            if (!_later.TryPeek(out _, out var first) || first.At > end)
            {
                Now = end;
                return false;
            }
            Now = first.At;
            return true;
        }
        if (++Turns > MaxTurns) { throw new SimulationStuckException("Turns without end."); }
        BeforeTurn?.Invoke();
        var pick = _turns.Below(_ready.Count);
        var turn = _ready[pick];
        _ready[pick] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        if (turn.Owner is { IsAlive: false }) { return true; }
        turn.Act();
        SynchronizationContext.SetSynchronizationContext(_context);
        return true;
    }

    private void CheckThread()
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            throw new SimulationStuckException("A turn left the world's thread.");
        }
    }

    private readonly record struct Turn(IOwner? Owner, Action Act);

    private sealed class WorldContext(World world) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) =>
            world.Soon(null, () => d(state));
    }
}
