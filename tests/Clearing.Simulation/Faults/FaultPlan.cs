namespace Clearing.Simulation;

/// <summary>The rates and ranges of one run's faults, drawn from its seed.</summary>
/// <remarks>
/// Every kind is absent from some runs, so that no fault can hide another; the rates of the others
/// vary by an order of magnitude between runs.
/// </remarks>
internal sealed class FaultPlan
{
    private readonly int[] _perMille = new int[Enum.GetValues<FaultKind>().Length];

    private FaultPlan()
    {
    }

    /// <summary>The approximate number of turns between crashes; 0 for no crash.</summary>
    public int TurnsPerCrash { get; private init; }

    public int CrashesOfAllPerMille { get; private init; }

    /// <summary>The approximate milliseconds between clock faults; 0 for none.</summary>
    public int MsPerClockFault { get; private init; }

    public int MaxCallMs { get; private init; }

    public int MaxLateMs { get; private init; }

    public int MaxWriteMs { get; private init; }

    public int MaxDownMs { get; private init; }

    public int MaxSplitMs { get; private init; }

    /// <summary>Seconds without calls after which an activation is dropped from memory.</summary>
    public int IdleSeconds { get; private init; }

    /// <summary>Seconds that a caller waits for an answer.</summary>
    public int TimeoutSeconds { get; private init; }

    /// <summary>Processes over one storage.</summary>
    public int Silos { get; private init; }

    /// <summary>The maximum number of events in a process's transaction.</summary>
    public int MaxEvents { get; private init; }

    /// <summary>Transactions that a process writes at the same time.</summary>
    public int Writers { get; private init; }

    /// <summary>False if no grain is ever reminded.</summary>
    public bool Reminds { get; private init; } = true;

    public int this[FaultKind kind] => _perMille[(int)kind];

    public static FaultPlan Draw(Chance chance)
    {
        var plan = new FaultPlan
        {
            TurnsPerCrash = chance.PerMille(700) ? chance.Between(200, 4_000) : 0,
            CrashesOfAllPerMille = chance.Between(0, 500),
            MsPerClockFault = chance.PerMille(500) ? chance.Between(2_000, 30_000) : 0,
            MaxCallMs = chance.Pick([2, 20, 200, 1_000]),
            MaxLateMs = chance.Pick([1_000, 10_000, 60_000]),
            MaxWriteMs = chance.Pick([1, 5, 50, 500]),
            MaxDownMs = chance.Pick([50, 1_000, 20_000]),
            MaxSplitMs = chance.Pick([500, 5_000, 30_000]),
            IdleSeconds = chance.Pick([2, 10, 60, 900]),
            TimeoutSeconds = chance.Pick([2, 10, 30]),
            Silos = chance.Between(1, 4),
            MaxEvents = chance.Pick([1, 3, 1_000]),
            Writers = chance.Pick([1, 1, 2, 4]),
        };
        plan.Set(chance, 90, FaultKind.LostCall, FaultKind.LostAnswer, FaultKind.LateCall);
        plan.Set(chance, 90, FaultKind.LateAnswer, FaultKind.SecondActivation);
        plan.Set(chance, 200, FaultKind.DoubledCommand);
        plan.Set(chance, 120, FaultKind.AppendFailed, FaultKind.AppendFailedButWritten);
        plan.Set(chance, 100, FaultKind.SlowStorage);
        plan.Set(chance, 300, FaultKind.ReadFailed);
        plan.Set(chance, 10, FaultKind.StorageStall);
        plan.Set(chance, 300, FaultKind.LostSnapshot, FaultKind.StaleSnapshot);
        plan.Set(chance, 300, FaultKind.SnapshotAhead, FaultKind.SnapshotFailed);
        plan.Set(chance, 200, FaultKind.RemindersFailed);
        plan.Set(chance, 100, FaultKind.BitRot);
        return plan;
    }

    /// <summary>Calls get lost, and nobody is reminded; nothing else fails.</summary>
    public static FaultPlan DrawCalm(Chance chance)
    {
        var plan = new FaultPlan
        {
            Reminds = false,
            MaxCallMs = chance.Pick([2, 20, 200]),
            MaxWriteMs = chance.Pick([1, 5, 50]),
            IdleSeconds = 900,
            TimeoutSeconds = 2,
            Silos = chance.Between(1, 3),
            MaxEvents = chance.Pick([1, 3, 1_000]),
            Writers = chance.Pick([1, 2]),
        };
        plan._perMille[(int)FaultKind.LostCall] = chance.Between(50, 400);
        plan._perMille[(int)FaultKind.LostAnswer] = chance.Between(0, 200);
        return plan;
    }

    private void Set(Chance chance, int most, params ReadOnlySpan<FaultKind> kinds)
    {
        foreach (var kind in kinds)
        {
            _perMille[(int)kind] = chance.PerMille(250) ? 0 : chance.Between(1, chance.Between(1, most));
        }
    }
}
