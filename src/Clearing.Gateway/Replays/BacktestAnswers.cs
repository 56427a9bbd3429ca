using Clearing.Instruments.Journals;

namespace Clearing.Gateway;

/// <summary>A settled market under other rules.</summary>
internal sealed record BacktestAnswer(
    [property: Description("The limits of this answer; read them with every number.")]
    string Caution,
    [property: Description("Always true: sellers would bid otherwise under other rules.")]
    bool BidsHeldFixed,
    ChargesAnswer Totals,
    [property: Description("By number.")] ImmutableArray<RoundDifferenceAnswer> Rounds,
    [property: Description("Those that hold an award under either rules, by id.")]
    ImmutableArray<SellerDifferenceAnswer> Sellers)
{
    public static BacktestAnswer Of(MarketComparison found) => new(
        Backtest.Caution, BidsHeldFixed: true, ChargesAnswer.Of(found),
        [.. found.Rounds.Select(RoundDifferenceAnswer.Of)],
        [.. found.Sellers.Select(SellerDifferenceAnswer.Of)]);
}

/// <summary>A market's charges as recorded and under other rules.</summary>
internal sealed record ChargesAnswer(
    string Market, string Currency, int MinorExponent,
    [property: Description("What sellers were charged.")] Int128 OldChargeMinor,
    [property: Description("What they would have been charged.")] Int128 NewChargeMinor,
    [property: Description(
        "What the new charge is multiplied by, per million, if sellers answer the rules as they "
        + "do in the lab's equilibria.")]
    int BracketPpm,
    [property: Description("The new charge times the bracket.")]
    Int128 NewChargeInEquilibriumMinor,
    [property: Description(
        "What they owed net of compensation and of credits by typed reports of sales. Credits from daily facts are not "
        + "replayed: in such markets it is the charge.")]
    Int128 OldNetMinor,
    [property: Description("What they would have owed.")] Int128 NewNetMinor,
    [property: Description("Commands that could not be repeated under the other rules.")]
    int NotApplicable)
{
    private const int Million = 1_000_000;

    public static ChargesAnswer Of(MarketComparison found)
    {
        var old = Sum(found, seller => seller.OldCharge.Minor);
        var changed = Sum(found, seller => seller.NewCharge.Minor);
        return new(
            found.Market, found.Currency, found.MinorExponent, old, changed, found.BracketPpm,
            (changed / Million * found.BracketPpm)
                + (changed % Million * found.BracketPpm / Million),
            Sum(found, seller => seller.OldNet.Minor), Sum(found, seller => seller.NewNet.Minor),
            found.NotApplicable);
    }

    private static Int128 Sum(MarketComparison found, Func<SellerComparison, Int128> amount) =>
        found.Sellers.Total(amount);
}

/// <summary>A round as recorded and under other rules.</summary>
internal sealed record RoundDifferenceAnswer(
    int Round,
    [property: Description("The round fee as recorded; null without an award.")]
    long? OldFeeMicros,
    long? NewFeeMicros,
    [property: Description("What its awards paid after all rounds.")] long? OldFinalFeeMicros,
    long? NewFinalFeeMicros, long OldGrantedVolume, long NewGrantedVolume)
{
    public static RoundDifferenceAnswer Of(RoundComparison round) => new(
        round.Round, round.OldFee?.Micros, round.NewFee?.Micros, round.OldFinalFee?.Micros,
        round.NewFinalFee?.Micros, round.OldGranted.Value, round.NewGranted.Value);
}

/// <summary>A seller as recorded and under other rules.</summary>
internal sealed record SellerDifferenceAnswer(
    string Seller, long OldVolume, long NewVolume, Int128 OldChargeMinor, Int128 NewChargeMinor,
    [property: Description(
        "The credit that was applied by typed reports of sales; 0 where credits come from days.")]
    Int128 OldCreditMinor,
    Int128 NewCreditMinor,
    [property: Description("How much more it would owe, net of credits and compensation.")]
    Int128 NetDifferenceMinor,
    [property: Description("What it got for space that curtailments took.")] Int128 OldCompensationMinor,
    Int128 NewCompensationMinor)
{
    public static SellerDifferenceAnswer Of(SellerComparison seller) => new(
        seller.Seller, seller.OldVolume.Value, seller.NewVolume.Value, seller.OldCharge.Minor,
        seller.NewCharge.Minor, seller.OldCredit.Minor, seller.NewCredit.Minor,
        (seller.NewNet - seller.OldNet).Minor, seller.OldCompensation.Minor,
        seller.NewCompensation.Minor);
}

/// <summary>The settled markets of a region under other rules.</summary>
internal sealed record RegionBacktestAnswer(
    [property: Description("The limits of this answer; read them with every number.")]
    string Caution,
    [property: Description("Always true: sellers would bid otherwise under other rules.")]
    bool BidsHeldFixed,
    string Region,
    [property: Description("The settled markets, by key.")] ImmutableArray<ChargesAnswer> Markets,
    [property: Description("Markets that were left out, such as those that are not settled.")]
    ImmutableArray<SkippedMarketAnswer> Skipped,
    [property: Description("By currency.")] ImmutableArray<CurrencyTotalAnswer> Totals);

/// <summary>A market that was left out of a backtest.</summary>
internal sealed record SkippedMarketAnswer(
    string Market,
    [property: Description("Why, such as BOOKS_SEALED.")] string Code);

/// <summary>All markets in one currency under other rules.</summary>
internal sealed record CurrencyTotalAnswer(
    string Currency, int Markets, Int128 OldChargeMinor, Int128 NewChargeMinor,
    Int128 NewChargeInEquilibriumMinor,
    [property: Description(
        "The lower end of the 95 % interval of the difference of charges: a seeded bootstrap over "
        + "markets; null for fewer than two markets.")]
    Int128? ChargeDifferenceLowMinor,
    [property: Description("Its upper end.")] Int128? ChargeDifferenceHighMinor,
    Int128 OldNetMinor, Int128 NewNetMinor)
{
    public static CurrencyTotalAnswer Of(string currency, ChargesAnswer[] markets)
    {
        var ends = Backtest.Interval(
            [.. markets.Select(market => (double)(market.NewChargeMinor - market.OldChargeMinor))],
            seed: 1);
        return new(
            currency, markets.Length, Sum(markets, market => market.OldChargeMinor),
            Sum(markets, market => market.NewChargeMinor),
            Sum(markets, market => market.NewChargeInEquilibriumMinor), (Int128?)ends?.Low,
            (Int128?)ends?.High, Sum(markets, market => market.OldNetMinor),
            Sum(markets, market => market.NewNetMinor));
    }

    private static Int128 Sum(ChargesAnswer[] markets, Func<ChargesAnswer, Int128> amount) =>
        markets.Total(amount);
}
