using Clearing.Contracts;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>What a seller owes in one market: net = charge - credit applied - compensation.</summary>
internal sealed record StatementAnswer(
    string Market, string Seller, string Currency, int MinorExponent,
    [property: Description("False during the period: provisional, from current fees.")] bool Final,
    ImmutableArray<StatementLineAnswer> Awards,
    Int128 ChargeMinor, Int128 IncrementalSalesMinor, Int128 CreditEarnedMinor,
    Int128 CreditCapMinor, Int128 CreditAppliedMinor, Int128 CreditUnusedMinor, Int128 NetMinor,
    [property: Description("The sum of corrections after settlement, to be added to net.")]
    Int128 CorrectionsMinor,
    [property: Description(
        "Incremental sales of days whose facts came after settlement: what they change in net is "
        + "among the corrections.")]
    Int128 LateSalesMinor,
    [property: Description("Fees for use above the overage limit, to be added to net.")]
    Int128 OverageMinor,
    [property: Description("For firm space that curtailments took; net is less it.")]
    Int128 CompensationMinor,
    [property: Description("What is to be paid in all: net + corrections + overage.")] Int128 PayableMinor,
    [property: Description("When the market was settled, UTC; null if it is not, or in older journals.")]
    DateTime? SettledAt)
{
    public static StatementAnswer Of(
        Statement statement, ImmutableArray<RoundReport> rounds, DateTimeOffset? settledAt,
        bool seesMaxFees) => new(
        statement.Market, statement.Seller, statement.Terms.Currency,
        statement.Terms.MinorExponent, statement.Final,
        [.. statement.Awards.Select(line => StatementLineAnswer.Of(line, rounds, seesMaxFees))],
        statement.Charge.Minor, statement.IncrementalSales.Minor, statement.CreditEarned.Minor,
        statement.CreditCap.Minor, statement.CreditApplied.Minor, statement.CreditUnused.Minor,
        statement.Net.Minor, statement.Corrections.Minor, statement.LateSales.Minor,
        statement.Overage.Minor, statement.Compensation.Minor, statement.Payable().Minor,
        statement.Final ? settledAt?.UtcDateTime : null);
}

/// <summary>The account of one award: charge = gross - all discounts.</summary>
internal sealed record StatementLineAnswer(
    string AwardId, string BidId, int Round, long GrantedVolume, long ReleasedVolume,
    [property: Description(
        "The bid's max fee at the clearing; null to operators until the market is settled.")]
    long? MaxFeeMicros,
    long RoundFeeMicros, long FinalFeeMicros,
    Int128 GrossMinor, Int128 RepricingDiscountMinor, Int128 ReleaseDiscountMinor,
    Int128 ChargeMinor,
    [property: Description("The fee over the rounds, and what changed it.")]
    ImmutableArray<FeeChangeAnswer> FeeHistory,
    [property: Description("Volume that curtailments took.")]
    long CurtailedVolume,
    [property: Description("What curtailments took off.")]
    Int128 CurtailmentDiscountMinor,
    [property: Description("When its round was cleared, UTC; null in older journals.")]
    DateTime? ClearedAt)
{
    public static StatementLineAnswer Of(
        StatementLine line, ImmutableArray<RoundReport> rounds, bool seesMaxFees) => new(
        line.AwardId, line.BidId, line.Round, line.Granted.Value, line.Released.Value,
        seesMaxFees ? line.MaxFee.Micros : null, line.RoundFee.Micros, line.CurrentFee.Micros, line.Gross.Minor,
        line.RepricingDiscount.Minor, line.ReleaseDiscount.Minor, line.Charge.Minor,
        FeeChangeAnswer.Of(
            AwardFees.Of(line.Round, line.RoundFee, rounds, line.CurrentFee)),
        line.Curtailed.Value, line.CurtailmentDiscount.Minor,
        rounds.FirstOrDefault(round => round.Terms.Round == line.Round)?.ClearedAt?.UtcDateTime);
}

/// <summary>A page of a seller's awards in a market.</summary>
internal sealed record SellerAwardsAnswer(
    string Market, string Currency,
    [property: Description("True if the market is settled: the fees are final.")] bool Final,
    [property: Description("By round, then bid id.")] ImmutableArray<StatementLineAnswer> Awards,
    [property: Description("Send it as cursor for the next page; null at the end.")]
    string? NextCursor);

/// <summary>A fee that an award had at some time.</summary>
/// <param name="Round">The round that set it.</param>
/// <param name="FeeMicros">The fee from that round on.</param>
/// <param name="Cause">AWARD or REPRICE.</param>
internal sealed record FeeChangeAnswer(int Round, long FeeMicros, Cause Cause)
{
    public static ImmutableArray<FeeChangeAnswer> Of(IEnumerable<FeeChange> history) =>
        [.. history.Select(of => new FeeChangeAnswer(of.Round, of.Fee.Micros, of.Cause))];
}

/// <summary>A page of a seller's ledger.</summary>
internal sealed record LedgerAnswer(
    [property: Description("Oldest first.")] ImmutableArray<LedgerEntryAnswer> Entries,
    [property: Description("Send it as cursor for the next page; null at the end.")]
    string? NextCursor);

/// <summary>A double entry: its lines sum to zero.</summary>
internal sealed record LedgerEntryAnswer(
    [property: Description("Runs from 1 without gaps.")] long Number,
    DateTime RecordedAt, string Market,
    [property: Description("The market's currency, ISO 4217.")] string? Currency,
    [property: Description("Decimal digits of its minor unit.")] int? MinorExponent,
    Cause Cause,
    [property: Description("The award, report, correction, bill or curtailment it belongs to.")] string Reference,
    ImmutableArray<LedgerLineAnswer> Lines)
{
    public static LedgerEntryAnswer Of(LedgerEntry entry) => new(
        entry.Number, entry.RecordedAt.UtcDateTime, entry.Posting.Market, entry.Terms?.Currency,
        entry.Terms?.MinorExponent, entry.Posting.Cause, entry.Posting.Reference,
        [.. entry.Posting.Lines.Select(line => new LedgerLineAnswer(line.Account, line.Amount.Minor))]);
}

/// <summary>One line of a double entry: positive debits, negative credits.</summary>
internal sealed record LedgerLineAnswer(LedgerAccount Account, Int128 AmountMinor);

/// <summary>The volume that a seller may use, by market.</summary>
internal sealed record AllocationsAnswer(ImmutableArray<AllocationAnswer> Allocations);

/// <summary>The volume that a seller may use in one market, in cubic feet.</summary>
internal sealed record AllocationAnswer(
    string Market,
    [property: Description("The base; null for no limit.")] long? BaseVolume,
    long HeldVolume,
    [property: Description("Base and held volume together; null for no limit.")] long? TotalVolume,
    [property: Description(
        "What the reported use of the market earns for the next period. Where a zone set the base, it is "
        + "that base: the zone's next run decides. Null for no limit.")]
    long? NextBaseVolume)
{
    public static AllocationAnswer Of(MarketAllocation allocation) => new(
        allocation.Market, Limited(allocation.Base), allocation.Held.Value,
        BaseAllocation.HasNoLimit(allocation.Base) ? null : allocation.Total.Value,
        Limited(allocation.NextBase));

    private static long? Limited(CubicFeet volume) =>
        BaseAllocation.HasNoLimit(volume) ? null : volume.Value;
}

/// <summary>The outcome of many reports.</summary>
internal sealed record ReportsAnswer(
    [property: Description("An answer per report, in the order they were sent in.")]
    ImmutableArray<DoneAnswer> Reports,
    int Recorded, int Refused);
