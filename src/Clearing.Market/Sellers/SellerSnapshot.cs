using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Clearing.Market.Sellers;

/// <summary>A seller's account at one moment, in a form that can be stored.</summary>
[GenerateSerializer, Alias("Clearing.SellerSnapshot"), Immutable]
public sealed record SellerSnapshot
{
    /// <summary>The seller's id.</summary>
    [Id(0)] public required string Seller { get; init; }

    /// <summary>The markets the seller takes part in, by key.</summary>
    [Id(1)] public ImmutableArray<SellerMarketSnapshot> Markets { get; init; } = [];

    /// <summary>The base allocations, by region, storage type and period.</summary>
    [Id(2)] public ImmutableArray<BaseAllocation> Bases { get; init; } = [];

    /// <summary>The ids used by reports, by id, then region, and their first answers.</summary>
    [Id(3)] public ImmutableArray<ReportSnapshot> Reports { get; init; } = [];

    /// <summary>
    /// How many postings the ledger has; null in a snapshot of before they were counted.
    /// </summary>
    [Id(4)] public long? PostingCount { get; init; }

    /// <summary>
    /// True unless it is of an older version, which kept less: the account is folded anew then.
    /// </summary>
    [JsonIgnore]
    public bool IsWhole => PostingCount is not null
        && Markets.All(market => market.Reported is not null)
        && Reports.All(report => report.Region is not null);

    /// <summary>What operators did to the account, oldest first; null for nothing.</summary>
    [Id(5), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<AuditEntry>? Audit { get; init; }
}

/// <summary>A seller's part in one market at one moment.</summary>
[GenerateSerializer, Alias("Clearing.SellerMarketSnapshot"), Immutable]
public sealed record SellerMarketSnapshot
{
    /// <summary>The market's key.</summary>
    [Id(0)] public required string Market { get; init; }

    /// <summary>What money is computed with; null until the market has told something.</summary>
    [Id(1)] public MoneyTerms? Terms { get; init; }

    /// <summary>The number of the last notice accepted; 0 before the first.</summary>
    [Id(2), JsonPropertyName("last_telling")]
    public int LastNoticeNumber { get; init; }

    /// <summary>True once the seller was notified of the settlement.</summary>
    [Id(3)] public bool Settled { get; init; }

    /// <summary>Reported sales less returns, minor units.</summary>
    [Id(4)] public Money Sales { get; init; }

    /// <summary>The id of the last report of sales; null before the first.</summary>
    [Id(5), JsonPropertyName("last_sales")]
    public string? LastSalesReportId { get; init; }

    /// <summary>
    /// Every report of sales, oldest first; null in a snapshot of before they were kept.
    /// </summary>
    [Id(11)] public ImmutableArray<SalesRecord>? Reported { get; init; }

    /// <summary>The use reported last; null if none was.</summary>
    [Id(6)] public CubicFeet? Used { get; init; }

    /// <summary>The sum of corrections, minor units.</summary>
    [Id(7)] public Money Corrections { get; init; }

    /// <summary>The balances in the order of <see cref="LedgerAccount"/>.</summary>
    [Id(8)] public ImmutableArray<Money> Balances { get; init; } = [];

    /// <summary>The awards in the order in which the seller was notified.</summary>
    [Id(9)] public ImmutableArray<AwardSnapshot> Awards { get; init; } = [];

    /// <summary>What days have told; null in a market without lines.</summary>
    [Id(10), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DaySalesSnapshot? Days { get; init; }

    /// <summary>What was billed; null where no month has a bill.</summary>
    [Id(12), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OverageSnapshot? Overage { get; init; }

    /// <summary>The sum of compensations of curtailed volume.</summary>
    [Id(13), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Money Compensation { get; init; }
}

/// <summary>What a seller's zone has billed of a market's months, at one moment.</summary>
/// <param name="LastNumber">The number of the last charge accepted.</param>
/// <param name="Fees">The sum of bills and their corrections.</param>
/// <param name="Terms">The zone's currency.</param>
[GenerateSerializer, Alias("Clearing.OverageSnapshot"), Immutable]
public sealed record OverageSnapshot(int LastNumber, Money Fees, MoneyTerms Terms);

/// <summary>What a seller's days have told of a market, at one moment.</summary>
/// <param name="LastNumber">The number of the last hand-over accepted.</param>
/// <param name="LateSales">Incremental sales that came after the settlement.</param>
[GenerateSerializer, Alias("Clearing.DaySalesSnapshot"), Immutable]
public sealed record DaySalesSnapshot(int LastNumber, Money LateSales);

/// <summary>An award at one moment.</summary>
/// <param name="Granted">As it was granted.</param>
/// <param name="CurrentFee">Its current fee.</param>
/// <param name="Released">Volume given back and granted to others.</param>
[GenerateSerializer, Alias("Clearing.AwardSnapshot"), Immutable]
public sealed record AwardSnapshot(
    Award Granted, [property: JsonPropertyName("final_fee")] Fee CurrentFee, CubicFeet Released)
{
    /// <summary>Volume that curtailments took.</summary>
    [Id(0), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public CubicFeet Curtailed { get; init; }
}

/// <summary>A report's id that is used, its content's fingerprint and its first answer.</summary>
/// <param name="Id">The report's id.</param>
/// <param name="Fingerprint">Stands for its content.</param>
/// <param name="Status">Its first answer.</param>
[GenerateSerializer, Alias("Clearing.UsedReport"), Immutable]
public sealed record ReportSnapshot(string Id, string Fingerprint, ReportStatus Status)
{
    /// <summary>
    /// The region in which the id is used up, empty for all of them; null in an older snapshot.
    /// </summary>
    [Id(0), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Region { get; init; }
}
