using System.Globalization;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Explanations;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Sellers;

namespace Clearing.Pages.Sellers;

/// <summary>Says why a base is what it is, in sentences that a seller understands at once.</summary>
public static class LimitWords
{
    private const decimal Million = 1_000_000;

    /// <summary>
    /// The parts of the change since the period before, zeros too; empty without one to compare with.
    /// </summary>
    /// <param name="view">The base.</param>
    /// <param name="coverWeeks">How many weeks of sales a base covers; null if unknown.</param>
    public static ImmutableArray<LimitPart> Parts(BaseView view, int? coverWeeks)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Before is { } before
            ? [.. view.Change.Parts.Select(part => Part(part, before, view, coverWeeks))]
            : [];
    }

    /// <summary>What a seller may use in a market for which no run announced a base.</summary>
    /// <param name="here">Its base there, which an operator can set, and its awards.</param>
    public static string WithoutRun(MarketAllocation here)
    {
        ArgumentNullException.ThrowIfNull(here);
        if (BaseAllocation.HasNoLimit(here.Base))
        {
            return "There is no limit: an operator set it so, and it follows from no facts.";
        }
        return here switch
        {
            { Base.Value: > 0, Held.Value: > 0 } =>
                $"The limit is {Shown.Volume(here.Total)} ft³: a base of {Shown.Volume(here.Base)}, which an "
                + $"operator set and which follows from no facts, and awards of {Shown.Volume(here.Held)}.",
            { Base.Value: > 0 } =>
                $"The limit is {Shown.Volume(here.Base)} ft³: an operator set it, and it follows from no facts.",
            { Held.Value: > 0 } =>
                $"The limit is {Shown.Volume(here.Total)} ft³, all of it awards: no base was set.",
            _ => "No base was set and no award is held, so there is nothing to explain.",
        };
    }

    /// <summary>How a base came about that does not follow from need, score and use.</summary>
    public static string Stage(Stage stage) => stage switch
    {
        Allocation.Bases.Stage.Override => "the operator set it, with a note",
        Allocation.Bases.Stage.Individual => "the individual plan has a fixed base",
        Allocation.Bases.Stage.New => "the account is young",
        _ => "from need, score and use",
    };

    /// <summary>A factor such as <c>0.95875</c>.</summary>
    public static string Factor(long ppm) =>
        (ppm / Million).ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>What the zone's space comes to for everybody.</summary>
    public static string Share(Ration ration, long floor)
    {
        ArgumentNullException.ThrowIfNull(ration);
        return ration.Kind switch
        {
            RationKind.None => "There was space for everybody.",
            RationKind.AboveFloor =>
                $"Space was short: everybody gets {Percent(ration)} of what is above the floor of "
                + $"{Shown.Number(floor)}.",
            _ => $"Space was very short: everybody gets {Percent(ration)} of the floor of "
                + $"{Shown.Number(floor)}.",
        };
    }

    /// <summary>What a cut within the period makes of the base.</summary>
    public static string Cut(CutOfBase cut)
    {
        ArgumentNullException.ThrowIfNull(cut);
        return $"From {cut.Step.From:yyyy-MM-dd} on the base is {Shown.Number(cut.BaseVolume)}, no longer "
            + $"{Shown.Number(cut.BeforeVolume)}: space had to be taken back. Everybody keeps "
            + $"{Percent(cut.Step.Ration)} of what is above the floor of "
            + $"{Shown.Number(cut.Step.FloorVolume)}.";
    }

    private static LimitPart Part(
        (BasePart Part, long Change) part, PlannedBase before, BaseView view, int? coverWeeks)
    {
        var (old, now, steps) = (before.Record, view.Base.Record, view.Base.Steps);
        return part.Part switch
        {
            BasePart.Rules => new("Rules", part.Change, Rules(old.Rules, now.Rules)),
            BasePart.Projection => new(
                "Projection", part.Change, Need(old.NeedVolume, now.NeedVolume, before),
                coverWeeks is { } weeks ? $"the most that any {weeks} weeks are expected to sell" : ""),
            BasePart.Score => new(
                "Score", part.Change, Score(old.ScoreFactorPpm, now.ScoreFactorPpm, view.Run.Snapshot),
                $"need × {Factor(old.ScoreFactorPpm)} became need × {Factor(now.ScoreFactorPpm)}"),
            BasePart.Use => Use(part.Change, view.Run.Snapshot.Use),
            BasePart.Previous => new("Previous base", part.Change, Step(now, steps)),
            BasePart.Ration => new(
                "Ration", part.Change, Share(now.Ration, now.Rules.FloorVolume),
                now.Ration.Kind == RationKind.None ? "" : "one ratio, the same for all sellers"),
            BasePart.Cut => new(
                "Cut", part.Change, "The base before had been cut within its period; that cut is over."),
            _ => new(
                "How it is set", part.Change,
                $"Before: {Stage(old.Stage)}. Now: {Stage(now.Stage)}."),
        };
    }

    private static string Rules(BaseRules old, BaseRules now) => old == now
        ? "No rule changed."
        : $"The bounds changed: a base may rise by {Shown.Ppm(now.StepUpPpm)}, fall by "
            + $"{Shown.Ppm(now.StepDownPpm)}, and is at least {Shown.Number(now.FloorVolume)}"
            + (now.CeilingVolume is { } ceiling ? $" and at most {Shown.Number(ceiling)}." : ".");

    private static string Need(long old, long now, PlannedBase before) =>
        $"You are expected to need {Shown.Number(now)} ft³ at the peak, " + (now == old
            ? $"as for {before.Period}."
            : $"{Shown.Number(Math.Abs(now - old))} {(now > old ? "more" : "less")} than for "
                + $"{before.Period}.");

    private static string Score(long old, long now, RunSnapshot snapshot)
    {
        var score = snapshot.Score.Score is { } known
            ? $"Your score is {known} of 1,000"
            : "Too little is known for a score";
        return now == old
            ? $"{score}; it counts as before."
            : $"{score}; it counts for {(now > old ? "more" : "less")} than before.";
    }

    private static LimitPart Use(long change, UseOfExtra use) => use.HeldVolume == 0
        ? new("Use of extra", change, "You held no extra space.")
        : new(
            "Use of extra", change,
            $"You held {Shown.Number(use.HeldVolume)} ft³ extra on average and used "
            + $"{Shown.Number(use.UsedVolume)}.",
            $"{Shown.Number(use.BonusVolume)} for good use − {Shown.Number(use.UnusedPenaltyVolume)} "
            + "for empty space");

    private static string Step(BaseRecord now, TargetSteps? steps)
    {
        if (now.PreviousVolume is not { } previous) { return "There was no base before: no step."; }
        var down = previous - (long)(previous * (Int128)now.Rules.StepDownPpm / 1_000_000);
        var up = previous + Math.Max(
            (long)(previous * (Int128)now.Rules.StepUpPpm / 1_000_000), now.Rules.StepUpMinVolume);
        var open = $"From {Shown.Number(previous)}, {Shown.Number(down)} to {Shown.Number(up)} was open";
        return steps is { } known && known.SteppedVolume != known.WantedVolume
            ? $"{open}, and that bound: {Shown.Number(known.WantedVolume)} was wanted."
            : $"{open}, so this did not bind.";
    }

    private static string Percent(Ration ration) =>
        ((decimal)(ration.Numerator * 1_000 / ration.Denominator) / 10)
            .ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
