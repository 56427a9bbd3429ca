namespace Clearing.Simulation.Runtime;

/// <summary>Ends activations that had no calls for a long time.</summary>
/// <remarks>
/// It counts collections instead of reading clocks: an activation notes the count when it is
/// used, and is looked at again when as many collections have passed as make up the age.
/// </remarks>
internal sealed class IdleCollector
{
    private readonly GrainEngine _engine;
    private readonly int _age;
    private readonly List<Activation>[] _due;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private bool _armed;

    internal IdleCollector(GrainEngine engine)
    {
        _engine = engine;
        var options = engine.Options;
        _age = options.CollectionAge == Timeout.InfiniteTimeSpan
            ? 0
            : checked((int)Math.Ceiling(options.CollectionAge / options.CollectionQuantum));
        _due = new List<Activation>[_age + 1];
        _timer = engine.Time.CreateTimer(
            static collector => ((IdleCollector)collector!).Collect(), this,
            Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How many collections there were.</summary>
    internal int Count { get; private set; }

    /// <summary>True if what was used last at a count is to be ended.</summary>
    internal bool IsOld(int lastUsed) => lastUsed + _age <= Count;

    /// <summary>Looks at an activation when it is an age old.</summary>
    internal void Add(Activation activation)
    {
        if (_age == 0)
        {
            return;
        }
        lock (_gate)
        {
            // One that is running for longer than the age is looked at again next time.
            var at = Math.Max(activation.LastUsed + _age, Count + 1);
            (_due[at % _due.Length] ??= []).Add(activation);
            Arm();
        }
    }

    private void Arm()
    {
        if (!_armed)
        {
            _armed = true;
            _timer.Change(_engine.Options.CollectionQuantum, Timeout.InfiniteTimeSpan);
        }
    }

    private void Collect()
    {
        List<Activation> now;
        lock (_gate)
        {
            _armed = false;
            Count++;
            now = _due[Count % _due.Length] ?? [];
            _due[Count % _due.Length] = null!;
            if (_due.Any(list => list is not null))
            {
                Arm();
            }
        }
        foreach (var activation in now)
        {
            if (!activation.HasEnded)
            {
                Look(activation);
            }
        }
    }

    private void Look(Activation activation)
    {
        if (IsOld(activation.LastUsed))
        {
            activation.Post(static state => ((Activation)state!).EndIfIdle(), activation);
        }
        else
        {
            Add(activation);
        }
    }
}
