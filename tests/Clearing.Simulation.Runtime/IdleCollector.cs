namespace Clearing.Simulation.Runtime;

/// <summary>Ends activations that had no calls for a long time.</summary>
/// <remarks>
/// It counts collections instead of reading clocks. An activation notes the count when it is used,
/// and is checked again after as many collections as make up the maximum age.
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

    /// <summary>The number of collections so far.</summary>
    internal int Count { get; private set; }

    /// <summary>True if an activation last used at this count is old enough to end.</summary>
    internal bool IsOld(int lastUsed) => lastUsed + _age <= Count;

    /// <summary>Checks an activation when it reaches the maximum age.</summary>
    internal void Add(Activation activation)
    {
        if (_age == 0)
        {
            return;
        }
        lock (_gate)
        {
            // An activation that has been running for longer is checked again next time.
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
