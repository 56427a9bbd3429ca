using Clearing.Contracts;
using Clearing.Instruments.Journals;
using Clearing.Market;

namespace Clearing.Grains;

/// <summary>The results of replays as they travel.</summary>
internal static class ReplayViews
{
    private const int Million = 1_000_000;

    public static RuleChanges Changes(OtherRules rules) => new()
    {
        TieRule = rules.TieRule,
        LotterySeed = rules.LotterySeed,
        PricingRule = rules.PricingRule,
        Reserve = rules.Reserve,
        RepricingMinVolume = rules.RepricingMinVolume,
        RepricingSupportPpm = rules.RepricingSupportPpm,
        SellerCap = rules.SellerCap,
        CreditRatePpm = rules.CreditRatePpm,
        CreditCapPpm = rules.CreditCapPpm,
    };

    public static MarketComparison Of(MarketDifference found) => new(
        found.Market, found.Currency, found.MinorExponent,
        [.. found.Rounds.Select(Of)], [.. found.Sellers.Select(Of)], found.NotApplicable,
        (int)Math.Round(Million * found.Bracket));

    public static BidComparison Of(WhatIf found) => new(
        found.Config.Currency, found.Config.MinorExponent, Of(found, found.Old),
        Of(found, found.New!), FeeOf(found.LeastWinningFee),
        MoneyOf(found.SalesPerCubicFoot), MoneyOf(found.BreakEvenSales), found.NotApplicable);

    private static RoundComparison Of(RoundDifference round) => new(
        round.Round, FeeOf(round.OldFee), FeeOf(round.NewFee), FeeOf(round.OldFinalFee),
        FeeOf(round.NewFinalFee), new(round.OldGranted), new(round.NewGranted));

    private static SellerComparison Of(SellerDifference seller) => new(
        seller.Seller, new(seller.OldVolume), new(seller.NewVolume), new(seller.OldCharge),
        new(seller.NewCharge), new(seller.OldCredit), new(seller.NewCredit),
        new(seller.OldCompensation), new(seller.NewCompensation));

    private static BidOutcome Of(WhatIf found, WhatIfOutcome outcome) => new(
        new(outcome.MaxFee), new(outcome.MaxVolume),
        [
            .. outcome.Awards.Select(award => new BidAward(
                award.Round, new(award.Volume), new(award.RoundFee), new(award.FinalFee))),
        ],
        new(outcome.Charge), MoneyOf(found.Credit(outcome, Million)),
        MoneyOf(found.Credit(outcome, WhatIf.LowerSalesPpm)));

    private static Fee? FeeOf(long? micros) => micros is { } fee ? new Fee(fee) : null;

    private static Money? MoneyOf(Int128? minor) => minor is { } amount ? new Money(amount) : null;
}
