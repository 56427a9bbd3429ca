using System.ComponentModel;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Sellers;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>A page of a zone's runs.</summary>
/// <param name="Runs">The runs, oldest first.</param>
/// <param name="NextCursor">The cursor of the next page; null after the last one.</param>
internal sealed record RunsAnswer(ImmutableArray<RunAnswer> Runs, string? NextCursor);

/// <summary>A run of a zone and its progress.</summary>
internal sealed record RunAnswer(
    string RunId, string Period, RunStage Stage, DateOnly CutOffDay,
    [property: Description(
        "True if a later run, an override or a confirmation came after the draft. It can no "
        + "longer be confirmed.")]
    bool Outdated,
    [property: Description("How many sellers take part; 0 until they are counted.")]
    int Sellers,
    [property: Description("Sellers without a profile; each counts as an old PROFESSIONAL account.")]
    int SellersWithoutProfile,
    [property: Description("SHA-256 of all sellers' facts; empty until they are counted.")]
    string FactsHash,
    [property: Description("The period, then its two estimates, as far as they are computed.")]
    ImmutableArray<RunPeriodAnswer> Periods,
    DateOnly? ConfirmedOn,
    [property: Description("The capacity change that the period's market gets.")]
    string OfferId,
    [property: Description("What the market answered; null until it has.")]
    CapacityStatus? OfferStatus)
{
    public static RunAnswer Of(RunReport run) => new(
        run.Begin.Id, run.Period.ToString(), run.Stage, run.CutOff, run.IsOutdated, run.Sellers,
        run.WithoutProfile, run.FactsHash,
        [.. run.RegularVolumes.Select((regular, i) => RunPeriodAnswer.Of(run, i))],
        run.ConfirmedOn, $"allocation/{run.Begin.Id}", run.Offer);
}

/// <summary>How a zone shares its capacity in one period.</summary>
internal sealed record RunPeriodAnswer(
    string Period, bool Estimate, long CapacityVolume,
    [property: Description("What other stages get, and what is reserved where there is no limit.")]
    Int128 FixedVolume,
    [property: Description("What the market gets in any case.")]
    long MarketTrancheVolume,
    [property: Description("What is left for the regular sellers.")]
    Int128 RoomVolume,
    [property: Description("The sum of the regular sellers' targets.")]
    Int128 TargetVolume,
    [property: Description("The sum of the regular sellers' bases.")]
    Int128 BaseVolume,
    RationAnswer Ration,
    [property: Description(
        "What the market gets: bases + reserved + offered = capacity. Negative: a deficit.")]
    Int128 OfferedVolume)
{
    public static RunPeriodAnswer Of(RunReport run, int i)
    {
        var share = run.Shares[i];
        return new(
            run.Step().PeriodAt(i).ToString(), i > 0, share.CapacityVolume, share.Sum.FixedVolume,
            share.TrancheVolume, share.RoomVolume, share.Sum.TargetVolume, run.RegularVolumes[i],
            RationAnswer.Of(share.Ration), run.OfferedVolume(i));
    }
}

/// <summary>
/// The ratio by which a zone cuts all its sellers. Auditors and the region's operators see the exact
/// fraction, not reduced; sellers see it rounded down to parts per million, because the exact one has
/// the sums of all sellers.
/// </summary>
internal sealed record RationAnswer(
    [property: Description("What the ratio applies to.")]
    RationKind Kind,
    [property: Description(
        "For sellers the fraction is rounded down to parts per million: a base that is recomputed "
        + "from it may differ by rounding.")]
    Int128 Numerator,
    [property: Description("1,000,000 for sellers, unless nothing is rationed.")]
    Int128 Denominator)
{
    public static RationAnswer Of(Ration ration) =>
        new(ration.Kind, ration.Numerator, ration.Denominator);
}

/// <summary>A page of the sellers of a run.</summary>
/// <param name="Sellers">The sellers in ordinal order of their ids.</param>
/// <param name="NextCursor">The cursor of the next page; null after the last one.</param>
internal sealed record RunSellersAnswer(
    ImmutableArray<RunSellerAnswer> Sellers, string? NextCursor);

/// <summary>A seller in a run.</summary>
internal sealed record RunSellerAnswer(
    string Seller,
    [property: Description(
        "False if the seller no longer keeps its part, because a later run of the period took its place "
        + "before this one was confirmed. Then nothing below is known.")]
    bool Kept,
    [property: Description(
        "If false, the seller counts as an old PROFESSIONAL account; null until the run is a draft.")]
    bool? HasProfile,
    [property: Description("How the base comes about; null until the run is a draft.")]
    Stage? Stage,
    [property: Description("The base; null for no limit, and without a stage.")]
    long? BaseVolume,
    [property: Description("What is set aside without a limit; null with one.")]
    long? ReservedVolume,
    long? TargetVolume,
    [property: Description("SHA-256 of the facts that counted; null until the run is a draft.")]
    string? FactsHash)
{
    public static RunSellerAnswer Of(string seller, BaseView? view, RunReport run) => new(
        seller, view is not null || run.Stage < RunStage.Draft,
        view is null ? null : view.Run.Snapshot.Profile is not null, view?.Base.Record.Stage,
        view?.Base.BaseVolume, view?.Base.ReservedVolume, view?.Base.Steps?.TargetVolume,
        view?.Run.Snapshot.FactsHash);
}

/// <summary>A page of overrides.</summary>
/// <param name="Overrides">The overrides by seller.</param>
/// <param name="NextCursor">The cursor of the next page; null after the last one.</param>
internal sealed record OverridesAnswer(
    ImmutableArray<OverrideAnswer> Overrides, string? NextCursor);

/// <summary>An override in force.</summary>
internal sealed record OverrideAnswer(string Period, string Seller, long Volume, string Note)
{
    public static OverrideAnswer Of(BaseOverride set) =>
        new(set.Period, set.Seller, set.Volume!.Value, set.Note);
}
