using Clearing.Formats;

namespace Clearing.SampleMarkets;

/// <summary>
/// Fills an empty cluster with markets to look at: eight regions, two storage types and two live
/// quarters, made of the demo's bids; some of the quarter before, settled; and one seller's story.
/// </summary>
/// <param name="grains">The cluster.</param>
/// <param name="clock">Tells which quarter it is.</param>
public sealed class SampleWorld(IGrainFactory grains, TimeProvider clock)
{
    private const int HoursBetweenRounds = 7 * 24;

    private static readonly SampleRegion[] Regions =
    [
        new("R01", "us-west", "USD", 2, 1, 26), new("R02", "us-east", "USD", 2, 1, 3),
        new("R03", "eu-west", "EUR", 2, 1, 4), new("R04", "eu-central", "EUR", 2, 1, 50),
        new("R05", "uk-south", "GBP", 2, 1, 2), new("R06", "jp-east", "JPY", 0, 100, 74),
        new("R07", "ca-central", "CAD", 2, 1, 27), new("R08", "au-east", "AUD", 2, 1, 6),
    ];

    /// <summary>Opens, bids, clears and plans; it ends when every seller is notified.</summary>
    /// <exception cref="SampleException">
    /// The cluster is not empty, or refuses something.
    /// </exception>
    public async Task Fill()
    {
        var directory = grains.GetGrain<IMarketDirectoryGrain>(IMarketDirectoryGrain.Key);
        if (await directory.List() is { IsEmpty: false })
        {
            throw new SampleException("The sample fills an empty cluster; this one has markets.");
        }
        var story = new HalloweenStory(
            grains, Quarter(0), DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime),
            clock.GetUtcNow().AddHours(2).AddMinutes(41));
        // The story's zone opens the markets of its periods that are not open yet.
        foreach (var quarter in new[] { -1, 1 }) { await OpenBeside(Quarter(quarter)); }
        // The story's runs come to the same bases only without other bidders in its zone.
        var told = story.Tell();
        List<Task> all = [told];
        foreach (var (quarter, file, settled) in
            new[] { (-1, "small_p1", true), (0, "small_p2", false), (1, "small_p3", false) })
        {
            var bids = SampleFiles.Bids($"{file}.bids.csv");
            var capacity = SampleFiles.Capacity($"{file}.capacity.csv").Rows.ToLookup(
                row => row.Region);
            foreach (var region in Regions.Where(region => !settled || region.Currency == "USD"))
            {
                foreach (var type in new[] { "standard", "oversize" })
                {
                    var isBeside = HalloweenStory.Covers(region.Name, type);
                    if (quarter == 0 && isBeside) { continue; }
                    all.Add(Market(
                        isBeside ? told : Task.CompletedTask, region, type, quarter, bids,
                        [.. capacity[$"{region.Code}/{type}"]], settled));
                }
            }
        }
        await Task.WhenAll(all);
        await new SampleTroubles(grains, Quarter(0)).Cause();
    }

    private async Task OpenBeside(string quarter)
    {
        foreach (var region in Regions.Where(of => HalloweenStory.Covers(of.Name, "standard")))
        {
            await new SampleLife(grains, $"{region.Name}/standard/{quarter}", region, "standard").Open();
        }
    }

    private async Task Market(
        Task after, SampleRegion region, string type, int quarter, BidTable bids,
        ImmutableArray<CapacityRow> capacity, bool settled)
    {
        await after;
        var market = new SampleLife(
            grains, $"{region.Name}/{type}/{Quarter(quarter)}", region, type);
        await market.Open();
        var rounds = settled ? 8 : region.RoundsOf(type, quarter);
        foreach (var row in capacity.Take(rounds))
        {
            await market.Round(row.Terms, BidsOf(bids, row.Region, row.Terms.Round));
        }
        if (settled)
        {
            await market.Settle();
            return;
        }
        // Bids of the round to come stand already, sealed.
        var coming = capacity[rounds];
        await market.Bid(BidsOf(bids, coming.Region, coming.Terms.Round));
        var first = clock.GetUtcNow().AddHours(region.HoursToNext + (type == "standard" ? 0 : 1))
            .AddDays(quarter * 4);
        await market.Plan(rounds, first, HoursBetweenRounds, coming.Terms.CapacityDelta);
    }

    private static IEnumerable<Bid> BidsOf(BidTable bids, string region, int round)
    {
        for (var row = 0; row < bids.Count; row++)
        {
            if (bids.Rounds[row] == round && bids.Regions[bids.RegionOf[row]] == region)
            {
                yield return bids[row];
            }
        }
    }

    private string Quarter(int ahead)
    {
        var month = clock.GetUtcNow().AddMonths(3 * ahead);
        return $"{month.Year}-Q{(month.Month + 2) / 3}";
    }
}
