namespace Clearing.Market.Sellers;

/// <summary>
/// The ids of reports, reviews and corrections that are used up. Each region has its own: what a
/// seller sent in one says nothing in another.
/// </summary>
internal sealed class ReportIds
{
    // Older journals do not name the region of a refused report: its id is used up everywhere.
    private const string Everywhere = "";

    private readonly Dictionary<(string Region, string Id), UsedReport> _used = [];

    /// <summary>How many ids are used up in all regions.</summary>
    public int Count => _used.Count;

    /// <summary>Every id that is used up, by id, then region.</summary>
    public IEnumerable<(string Region, string Id, UsedReport Used)> All => _used
        .OrderBy(of => of.Key.Id, StringComparer.Ordinal)
        .ThenBy(of => of.Key.Region, StringComparer.Ordinal)
        .Select(of => (of.Key.Region, of.Key.Id, of.Value));

    /// <summary>The region of a market; empty, for all of them, if the text is no market.</summary>
    public static string RegionOf(string? market) =>
        MarketKey.TryParse(market, out var key) ? key.Region : Everywhere;

    /// <summary>What an id stands for in the region of a market; null if it is free.</summary>
    public UsedReport? Find(string? market, string id) =>
        _used.TryGetValue((RegionOf(market), id), out var used)
        || _used.TryGetValue((Everywhere, id), out used)
            ? used
            : null;

    /// <summary>Notes that an id is used up in a region; empty for all regions.</summary>
    public void Keep(string region, string id, UsedReport used) =>
        _used.Add((string.Intern(region), id), used);
}
