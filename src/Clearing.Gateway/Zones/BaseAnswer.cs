using System.ComponentModel;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Explanations;
using Clearing.Allocation.Projections;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Sellers;

namespace Clearing.Gateway;

/// <summary>A seller's announced base of a period, and every number behind it.</summary>
internal sealed record BaseAnswer(
    string Zone, string Period,
    [property: Description("True for an estimate; false once the base is confirmed.")]
    bool Estimate,
    string RunId, DateOnly? AnnouncedOn,
    [property: Description("Facts of later days did not count.")]
    DateOnly CutOffDay,
    [property: Description("SHA-256 of the facts that counted.")]
    string FactsHash,
    [property: Description("How the base was set; REGULAR means from need, score and use.")]
    Stage Stage,
    [property: Description("Cubic feet; null for no limit. A cut lowers it from the day of the cut on.")]
    long? BaseVolume,
    [property: Description("What is set aside without a limit; null with one.")]
    long? ReservedVolume,
    [property: Description("The most that the covered weeks are expected to sell.")]
    long NeedVolume,
    [property: Description("0 to 1000; null if too little was known.")]
    long? Score,
    long ScoreFactorPpm,
    ImmutableArray<FactorAnswer> Factors,
    UseAnswer Use,
    [property: Description("The base of the period before; null for none or no limit.")]
    long? PreviousVolume,
    [property: Description("Need × score factor; null unless the stage is REGULAR, like the three after it.")]
    long? ScoredVolume,
    [property: Description("The scored volume plus the effect of the use of extra space.")]
    long? WantedVolume,
    [property: Description("The wanted volume, limited to one step from the base before.")]
    long? SteppedVolume,
    [property: Description("The stepped volume within floor and ceiling: the base, if there is space for all.")]
    long? TargetVolume,
    RationAnswer Ration,
    BaseRulesAnswer Rules,
    [property: Description("Why the base differs from that of the period before.")]
    ChangeAnswer Change,
    [property: Description("The same for the allocation: the base and what awards give.")]
    ChangeAnswer AllocationChange,
    [property: Description("The smoothed sold volume at the cut-off; null if unknown.")]
    Int128? LevelMilliVolume,
    [property: Description(
        "What each week after the cut-off is expected to sell; null when it is no longer kept, once three "
        + "more runs were announced.")]
    ImmutableArray<WeekAnswer>? Weeks,
    [property: Description("The confirmed events that counted in those weeks.")]
    ImmutableArray<CountedEventAnswer> Events,
    [property: Description("Cuts of the confirmed base within its period, oldest first.")]
    ImmutableArray<CutAnswer> Cuts)
{
    /// <param name="zone">The zone's key.</param>
    /// <param name="view">The base.</param>
    /// <param name="heldBefore">What awards of the period before hold.</param>
    /// <param name="heldNow">What those of this period hold.</param>
    public static BaseAnswer Of(string zone, BaseView view, long heldBefore, long heldNow)
    {
        var (of, record, snapshot) = (view.Base, view.Base.Record, view.Run.Snapshot);
        var (steps, projection) = (of.Steps, view.Run.Projection!);
        return new(
            zone, of.Period.ToString(), of.IsEstimate, view.Run.Run, view.Run.AnnouncedOn,
            snapshot.CutOff, snapshot.FactsHash, record.Stage, record.BaseVolume, of.ReservedVolume,
            record.NeedVolume, snapshot.Score.Score, record.ScoreFactorPpm,
            FactorAnswer.Each(snapshot.Score.Factors, weights: null),
            UseAnswer.Of(snapshot.Use), record.PreviousVolume, steps?.ScoredVolume,
            steps?.WantedVolume, steps?.SteppedVolume, steps?.TargetVolume,
            RationAnswer.Of(record.Ration), BaseRulesAnswer.Of(record.Rules),
            ChangeAnswer.Of(view, view.Change, heldBefore, heldNow),
            ChangeAnswer.Of(
                view, view.Change.AndAwards(heldBefore, heldNow), heldBefore, heldNow),
            projection.LevelMilliVolume,
            projection.Weeks.IsEmpty ? null : [.. projection.Weeks.Select(WeekAnswer.Of)],
            [.. (snapshot.Events ?? []).Select(CountedEventAnswer.Of)],
            // A silo of before tells of none.
            [.. (view.Cuts.IsDefault ? [] : view.Cuts).Select(CutAnswer.Of)]);
    }
}

/// <summary>A cut of the seller's base.</summary>
internal sealed record CutAnswer(
    string CutId,
    [property: Description("The first day on which the cut base holds.")]
    DateOnly From,
    DateOnly DecidedOn, long BeforeVolume, long BaseVolume,
    [property: Description("The ratio of what is above the floor, the same for every seller.")]
    RationAnswer Ration,
    long FloorVolume)
{
    public static CutAnswer Of(CutOfBase cut) => new(
        cut.Step.Id, cut.Step.From, cut.Step.DecidedOn, cut.BeforeVolume, cut.BaseVolume,
        RationAnswer.Of(cut.Step.Ration), cut.Step.FloorVolume);
}

/// <summary>The effect on the base of using extra space in the window.</summary>
internal sealed record UseAnswer(
    [property: Description("Extra space held, averaged over the window.")]
    long HeldVolume,
    [property: Description("Extra space used, averaged over the window.")]
    long UsedVolume,
    [property: Description("The share of the charges that credits offset, per million.")]
    long OffsetPpm,
    long BonusVolume, long UnusedPenaltyVolume,
    [property: Description("Bonus less penalty.")]
    long UseVolume)
{
    public static UseAnswer Of(UseOfExtra use) => new(
        use.HeldVolume, use.UsedVolume, use.OffsetPpm, use.BonusVolume, use.UnusedPenaltyVolume,
        use.UseVolume);
}

/// <summary>The bounds that applied.</summary>
internal sealed record BaseRulesAnswer(
    long StepUpPpm, long StepUpMinVolume, long StepDownPpm, long FloorVolume, long? CeilingVolume)
{
    public static BaseRulesAnswer Of(BaseRules rules) => new(
        rules.StepUpPpm, rules.StepUpMinVolume, rules.StepDownPpm, rules.FloorVolume,
        rules.CeilingVolume);
}

/// <summary>The expected sales of a week.</summary>
internal sealed record WeekAnswer(
    [property: Description("Week 1 follows the cut-off.")]
    int Week,
    Int128 UpliftPpm,
    ProjectionSource Source, Int128 MilliVolume)
{
    public static WeekAnswer Of(ProjectedWeek week) =>
        new(week.Week, week.UpliftPpm, week.Source, week.MilliVolume);
}

/// <summary>A confirmed event that the projection counted.</summary>
internal sealed record CountedEventAnswer(
    string? EventId,
    [property: Description("The first week that it lifts; week 1 follows the cut-off.")]
    int FromWeek,
    int ToWeek,
    [property: Description("It replaces a lower uplift; null if it has none.")]
    long? UpliftPpm,
    [property: Description("What each of its weeks sells in addition.")]
    long AddedMilliVolume)
{
    public static CountedEventAnswer Of(PlannedEvent planned) => new(
        planned.Id, planned.FromWeek, planned.ToWeek, planned.UpliftPpm, planned.AddedMilliVolume);
}
