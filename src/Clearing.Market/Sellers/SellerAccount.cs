using System.Collections.Immutable;

namespace Clearing.Market.Sellers;

/// <summary>One seller: its markets, awards, fees, sales, credits and ledger balances.</summary>
/// <remarks>
/// Commands decide and change nothing; <see cref="Apply(SellerEvent)"/> only copies facts.
/// </remarks>
/// <param name="seller">The seller's id.</param>
public sealed partial class SellerAccount(string seller)
{
    // There are millions of accounts, most of them with a market or two, so what most accounts lack
    // is created only when it is needed. The markets are in ordinal order of their keys.
    private SellerMarket[] _markets = [];
    private Dictionary<(string Region, string StorageType, string? Period), long>? _bases;
    private ReportIds? _reports;
    private int _refusals;

    /// <summary>The seller's id.</summary>
    public string Seller { get; } = seller;

    /// <summary>How much the seller may keep; null, the default, for no limit.</summary>
    public SellerQuota? Quota { get; init; }

    /// <summary>How many postings the ledger has: they are numbered from 1 without gaps.</summary>
    public long PostingCount { get; private set; }

    /// <summary>The markets the seller has sent bids to or holds awards in, by key.</summary>
    public ImmutableArray<string> Markets => [.. _markets.Select(market => market.Key)];

    /// <summary>
    /// Notes that the seller takes part in a market; no event if it already does.
    /// </summary>
    /// <param name="market">The market's key.</param>
    public ImmutableArray<SellerEvent> Join(string market) =>
        Find(market) is not null ? [] : [new MarketJoined(market)];

    /// <summary>Sets a base allocation; gives no event if it is already so.</summary>
    /// <param name="allocation">
    /// The region, storage type and volume: 0 to <see cref="BaseAllocation.NoLimit"/>.
    /// </param>
    public ImmutableArray<SellerEvent> SetBase(BaseAllocation allocation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(allocation.Volume.Value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            allocation.Volume.Value, BaseAllocation.NoLimitVolume);
        var key = (allocation.Region, allocation.StorageType, allocation.Period);
        long? known = _bases is not null && _bases.TryGetValue(key, out var set) ? set : null;
        // Without any base it is 0; a period's own base of 0 is different from having none.
        return (known ?? (allocation.Period is null ? 0 : null)) == allocation.Volume.Value
            ? []
            : [new BaseAllocationSet(allocation)];
    }

    /// <summary>
    /// The base allocation in a market: that of its period, or of its region and storage type where
    /// the period has none; 0 if none was set.
    /// </summary>
    /// <param name="market">The market.</param>
    public CubicFeet BaseOf(MarketKey market)
    {
        if (_bases is null) { return new(0); }
        return _bases.TryGetValue((market.Region, market.StorageType, market.Period), out var own)
            ? new(own)
            : new(_bases.GetValueOrDefault((market.Region, market.StorageType, null)));
    }

    /// <summary>
    /// The markets of a base allocation in which the seller takes part and that have not told it of
    /// their settlement.
    /// </summary>
    /// <param name="allocation">The base allocation, of one period or of all.</param>
    public ImmutableArray<MarketKey> Unsettled(BaseAllocation allocation) =>
    [
        .. _markets.Where(market => !market.Settled).Select(market => MarketKey.Parse(market.Key))
            .Where(key => key.Region == allocation.Region
                && key.StorageType == allocation.StorageType
                && (allocation.Period ?? key.Period) == key.Period),
    ];

    /// <summary>Base plus what the seller holds of its awards in a market.</summary>
    /// <param name="market">The market's key.</param>
    public CubicFeet AllocationIn(string market) => new((long)Int128.Min(
        long.MaxValue, (Int128)BaseIn(market) + (Find(market)?.Held ?? 0)));

    /// <summary>The base allocation that the use of a market earns for the next period.</summary>
    /// <remarks>
    /// If the reported use is 80 % of the allocation or more, it is what was used, but at least the
    /// base and at most the allocation. Otherwise it is the base. Where a zone set the base of the
    /// market's period, its next run decides from the reported days, and what was reported here earns
    /// nothing.
    /// </remarks>
    /// <param name="market">The market's key.</param>
    public CubicFeet NextBase(string market) => new(HasOwnBase(market)
        ? BaseIn(market)
        : UseRule.NextBase(BaseIn(market), AllocationIn(market).Value, Find(market)?.Used?.Value));

    /// <summary>
    /// The statement of a market; null until the market has told the seller something or a month
    /// was billed.
    /// </summary>
    /// <param name="market">The market's key.</param>
    public Statement? Statement(string market) =>
        Find(market)?.Statement(Seller);

    /// <summary>
    /// What money is computed with in a market; null until the market has told the seller
    /// something or a month was billed, and nothing is posted before that.
    /// </summary>
    /// <param name="market">The market's key.</param>
    public MoneyTerms? TermsIn(string market) => Find(market)?.MoneyTerms;

    /// <summary>True once a market has told the seller that it is settled.</summary>
    /// <param name="market">The market's key.</param>
    public bool IsSettled(string market) => Find(market)?.Settled ?? false;

    /// <summary>The balance of an account in a market, minor units, debit positive.</summary>
    /// <param name="market">The market's key.</param>
    /// <param name="account">The account.</param>
    public Money Balance(string market, LedgerAccount account) =>
        Find(market)?.Balance(account) ?? Money.Zero;

    private SellerMarket? Find(string? market)
    {
        var place = PlaceOf(market);
        return place < 0 ? null : _markets[place];
    }

    // The complement of the index at which it would be, if the seller does not take part in it.
    private int PlaceOf(string? market)
    {
        var (low, high) = (0, _markets.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(_markets[middle].Key, market);
            if (order == 0) { return middle; }
            if (order < 0) { low = middle + 1; } else { high = middle - 1; }
        }
        return ~low;
    }

    private bool HasOwnBase(string market) =>
        MarketKey.TryParse(market, out var key) && _bases is not null
        && _bases.ContainsKey((key.Region, key.StorageType, key.Period));

    private long BaseIn(string market) =>
        MarketKey.TryParse(market, out var key) ? BaseOf(key).Value : 0;
}
