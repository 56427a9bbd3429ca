namespace Clearing.Lab.Journals;

/// <summary>What a journal holds about one market.</summary>
/// <param name="Market">The market, <c>region/storageType/period</c>.</param>
/// <param name="Events">Its events, in order.</param>
/// <param name="Sales">
/// Incremental sales less returns that each seller reported, minor units of its currency.
/// </param>
public sealed record MarketHistory(
    string Market, IReadOnlyList<MarketEvent> Events, IReadOnlyDictionary<string, Money> Sales)
{
    /// <summary>Returns as a part of sales before returns, by seller.</summary>
    public IReadOnlyDictionary<string, double> Returns { get; init; } =
        new Dictionary<string, double>();

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
