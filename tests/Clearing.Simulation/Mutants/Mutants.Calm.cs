namespace Clearing.Simulation;

public static partial class Mutants
{
    private const string CapRule = Market + "Markets/CapRule.cs";
    private const string Caps = Market + "Markets/CapacityMarket.Caps.cs";

    /// <summary>Bugs that crashes excuse and reminders mend sooner or later.</summary>
    private static IReadOnlyList<Mutant> OfCalm =>
    [
        Calm("cap-is-the-lesser-of-share-and-floor", new Edit(CapRule,
            "Math.Max(ofBase, config.CapFloor.Value)", "Math.Min(ofBase, config.CapFloor.Value)")),
        Calm("cap-without-its-floor", new Edit(CapRule,
            "Math.Max(ofBase, config.CapFloor.Value)", "ofBase")),
        Calm("cap-never-updated", new Edit(Caps,
            "LatestCapOf(seller) == set.Value", "LatestCapOf(seller) is not null")),
        Calm("cap-never-lowered", new Edit(Caps,
            "LatestCapOf(seller) == set.Value", "LatestCapOf(seller) >= set.Value")),
        Calm("gathered-bids-have-the-limit-of-the-first", new Edit(Round,
            "Place(one.Bids, one.BaseLimit)", "Place(one.Bids, sellers[0].BaseLimit)")),
        Calm("closing-timer-never-armed", new Edit(Round,
            "|| wait > DutyPeriod) { return; }", "|| wait > TimeSpan.MinValue) { return; }")),
        Calm("closing-timer-late", new Edit(Round,
            "wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout",
            "wait > TimeSpan.Zero ? 2 * wait : TimeSpan.Zero, Timeout")),
        Calm("telling-left-to-the-reminder", new Edit(NoticeSender,
            "if (market().UntoldCount > 0) { return; }", "")),
        Calm("telling-again-after-55-seconds", new Edit(NoticeSender,
            "Again = TimeSpan.FromSeconds(10);", "Again = TimeSpan.FromSeconds(55);")),
        Calm("telling-once-only", new Edit(NoticeSender,
            "new GrainTimerCreationOptions(TimeSpan.Zero, Again)",
            "new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan)")),
    ];

    private static Mutant Calm(string name, params Edit[] edits) =>
        new(name, edits) { Run = typeof(CalmRun) };
}
