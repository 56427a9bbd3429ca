namespace Clearing.Instruments.Journals;

/// <summary>What a journal holds about one market.</summary>
/// <param name="Market">The market, <c>region/storageType/period</c>.</param>
/// <param name="Events">Its events, in order.</param>
/// <param name="Sales">
/// Incremental sales less returns of each seller, minor units of its currency: what it reported, or
/// what its days told where credits come from days.
/// </param>
public sealed record MarketHistory(
    string Market, IReadOnlyList<MarketEvent> Events, IReadOnlyDictionary<string, Money> Sales)
{
    /// <summary>Returns as a part of sales before returns, by seller.</summary>
    public IReadOnlyDictionary<string, double> Returns { get; init; } =
        new Dictionary<string, double>();

    /// <summary>The history with the sales that were reported in the market.</summary>
    /// <param name="reports">By seller: sales and returns, each 0 or more, in minor units.</param>
    public MarketHistory With(
        IReadOnlyDictionary<string, (Int128 Sold, Int128 Returned)> reports) => this with
    {
        Sales = reports.ToDictionary(
            seller => seller.Key, seller => new Money(seller.Value.Sold - seller.Value.Returned),
            StringComparer.Ordinal),
        Returns = reports.Where(seller => seller.Value.Sold > 0).ToDictionary(
            seller => seller.Key,
            seller => (double)seller.Value.Returned / (double)seller.Value.Sold,
            StringComparer.Ordinal),
    };

    /// <summary>True if the market was opened and a round was cleared.</summary>
    public bool HasRounds =>
        Events is [MarketOpened, ..] && Events.Any(happened => happened is RoundCleared);

    /// <summary>The configuration it was opened with.</summary>
    public MarketConfig Config => Events is [MarketOpened opened, ..]
        ? opened.Config
        : throw new InvalidOperationException("The market was never opened.");

    /// <summary>Every seller that placed a bid, each once.</summary>
    public IEnumerable<string> Sellers => Events.OfType<BidsPlaced>()
        .SelectMany(placed => placed.Bids)
        .Select(bid => bid.Seller)
        .Distinct(StringComparer.Ordinal);
}
