namespace Clearing.Simulation;

/// <summary>Which fault can hit in which phase.</summary>
public static class Reach
{
    private static readonly Phase[] Called =
    [
        Phase.Open, Phase.Place, Phase.Amend, Phase.Cancel, Phase.Relinquish, Phase.Capacity,
        Phase.Schedule, Phase.Close, Phase.Clear, Phase.Pause, Phase.Settle, Phase.Tell,
        Phase.Report, Phase.Correct, Phase.Base, Phase.Query, Phase.Remind,
    ];

    private static readonly Phase[] Written =
    [
        Phase.Open, Phase.Place, Phase.Amend, Phase.Cancel, Phase.Relinquish, Phase.Capacity,
        Phase.Schedule, Phase.Close, Phase.Clear, Phase.Pause, Phase.Settle, Phase.Tell,
        Phase.Told, Phase.Join, Phase.Report, Phase.Correct, Phase.Base,
    ];

    private static readonly Phase[] Commanded =
    [
        .. Called.Except([Phase.Tell, Phase.Base, Phase.Query, Phase.Remind]),
    ];

    public static bool Includes(FaultKind kind, Phase phase) => kind switch
    {
        FaultKind.LostCall or FaultKind.LostAnswer or FaultKind.LateCall or FaultKind.LateAnswer
            or FaultKind.SecondActivation => Called.Contains(phase),
        FaultKind.UnknownOutcome or FaultKind.DoubledCommand => Commanded.Contains(phase),
        FaultKind.AppendFailed or FaultKind.AppendFailedButWritten or FaultKind.SlowStorage
            or FaultKind.StorageStall => Written.Contains(phase),
        FaultKind.CrashOfOne or FaultKind.CrashOfAll =>
            Written.Contains(phase) || phase is Phase.Query or Phase.Idle,
        FaultKind.ReadFailed or FaultKind.BitRot => phase is Phase.Activate,
        FaultKind.LostSnapshot or FaultKind.StaleSnapshot or FaultKind.SnapshotAhead
            or FaultKind.SnapshotFailed => phase is Phase.Snapshot,
        FaultKind.RemindersFailed => phase is Phase.Remind,
        _ => phase is Phase.Idle,
    };
}
