using Clearing.Instruments.Journals;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>A bid with another fee or volume.</summary>
internal sealed record WhatIfAnswer(
    [property: Description("The limits of this answer; read them with every number.")]
    string Caution,
    [property: Description("Always true: all other bids are as they were.")] bool BidsHeldFixed,
    string Market, string BidId, string Currency, int MinorExponent,
    [property: Description(
        "True if all rounds were cleared again. False until the market is settled: losing bids are "
        + "sealed, and the answer rests on public results alone.")]
    bool Exact,
    [property: Description("What the bid got.")] BidOutcomeAnswer Old,
    [property: Description("What it would have got; null unless exact.")] BidOutcomeAnswer? New,
    [property: Description(
        "The least max fee that would have won; null if none would. Unless exact, the least one "
        + "that the public results of the bid's last round show to be enough, unless a cap or a min "
        + "volume stands in its way.")]
    long? LeastWinningFeeMicros,
    [property: Description(
        "Your own sales in this market for each cubic foot you were granted, rounded down; null "
        + "without sales.")]
    Int128? OwnSalesPerFootMinor,
    [property: Description(
        "Sales for each cubic foot at which credits pay the new final fee, rounded up; null "
        + "without volume, where credits never pay a whole charge, and unless exact.")]
    Int128? BreakEvenSalesPerFootMinor,
    [property: Description(
        "Commands that could not be repeated; later changes of this bid are among them.")]
    int NotApplicable)
{
    public const string SealedCaution =
        WhatIf.Caution + " Losing bids are sealed until the market is settled, so this answer "
        + "rests on public results.";

    public static WhatIfAnswer Of(string market, string bid, BidComparison found) => new(
        WhatIf.Caution, BidsHeldFixed: true, market, bid, found.Currency, found.MinorExponent,
        Exact: true, BidOutcomeAnswer.Of(found.Old), BidOutcomeAnswer.Of(found.New),
        found.LeastWinningFee?.Micros, found.SalesPerCubicFoot?.Minor, found.BreakEvenSales?.Minor,
        found.NotApplicable);

    public static WhatIfAnswer Of(WhatIf found) => new(
        SealedCaution, BidsHeldFixed: true, found.Market, found.Bid, found.Config.Currency,
        found.Config.MinorExponent, Exact: false, BidOutcomeAnswer.Of(found, found.Old), null,
        found.LeastWinningFee, found.SalesPerCubicFoot, found.BreakEvenSales, found.NotApplicable);
}

/// <summary>What a bid got, or would have got.</summary>
internal sealed record BidOutcomeAnswer(
    long MaxFeeMicros, long MaxVolume,
    [property: Description("Granted over all rounds.")] Int128 GrantedVolume,
    [property: Description("What its awards are charged.")] Int128 ChargeMinor,
    [property: Description(
        "The credit if this volume sells at your own average, at most what may be offset; null "
        + "without sales.")]
    Int128? CreditAtOwnSalesMinor,
    [property: Description("The same at 0.6 of your average.")] Int128? CreditAtLowerSalesMinor,
    [property: Description("By round.")] ImmutableArray<BidAwardAnswer> Awards)
{
    public static BidOutcomeAnswer Of(BidOutcome found) => new(
        found.MaxFee.Micros, found.MaxVolume.Value,
        found.Awards.Total(award => award.Volume.Value), found.Charge.Minor, found.Credit?.Minor,
        found.LowerCredit?.Minor,
        [
            .. found.Awards.Select(award => new BidAwardAnswer(
                award.Round, award.Volume.Value, award.RoundFee.Micros, award.FinalFee.Micros)),
        ]);

    public static BidOutcomeAnswer Of(WhatIf found, WhatIfOutcome outcome) => new(
        outcome.MaxFee, outcome.MaxVolume, outcome.Volume, outcome.Charge,
        found.Credit(outcome, WhatIf.Whole), found.Credit(outcome, WhatIf.LowerSalesPpm),
        [
            .. outcome.Awards.Select(award => new BidAwardAnswer(
                award.Round, award.Volume, award.RoundFee, award.FinalFee)),
        ]);
}

/// <summary>What a bid got, or would have got, in one round.</summary>
internal sealed record BidAwardAnswer(
    int Round, long Volume, long RoundFeeMicros,
    [property: Description("The fee after all cleared rounds.")] long FinalFeeMicros);
