namespace Clearing.Embedded;

/// <summary>Ends activations that had no calls for a long time.</summary>
/// <remarks>
/// It counts collections instead of reading clocks: an activation notes the count when it is
/// used, and is looked at again when as many collections have passed as make up the age.
/// </remarks>
internal sealed class IdleCollector : IDisposable
{
    private readonly EmbeddedEngine engine;
    private readonly int age;
    private readonly List<Activation>[] due;
    private readonly ITimer timer;
    private readonly Lock gate = new();
    private bool armed;

    internal IdleCollector(EmbeddedEngine engine)
    {
        this.engine = engine;
        var options = engine.Options;
        age = options.CollectionAge == Timeout.InfiniteTimeSpan
            ? 0
            : checked((int)Math.Ceiling(options.CollectionAge / options.CollectionQuantum));
        due = new List<Activation>[age + 1];
        timer = engine.Seams.Time.CreateTimer(
            static collector => ((IdleCollector)collector!).Collect(), this,
            Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How many collections there were.</summary>
    internal int Count { get; private set; }

    public void Dispose() => timer.Dispose();

    /// <summary>True if what was used last at a count is to be ended.</summary>
    internal bool IsOld(int lastUsed) => lastUsed + age <= Count;

    /// <summary>Looks at an activation when it is an age old.</summary>
    internal void Add(Activation activation)
    {
        if (age == 0)
        {
            return;
        }
        lock (gate)
        {
            // One that is running for longer than the age is looked at again next time.
            var at = Math.Max(activation.LastUsed + age, Count + 1);
            (due[at % due.Length] ??= []).Add(activation);
            Arm();
        }
    }

    private void Arm()
    {
        if (!armed)
        {
            armed = true;
            timer.Change(engine.Options.CollectionQuantum, Timeout.InfiniteTimeSpan);
        }
    }

    private void Collect()
    {
        List<Activation> now;
        lock (gate)
        {
            armed = false;
            Count++;
            now = due[Count % due.Length] ?? [];
            due[Count % due.Length] = null!;
            if (due.Any(list => list is not null))
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
