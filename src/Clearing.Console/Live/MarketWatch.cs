using System.Collections.Concurrent;

namespace Clearing.Pages.Live;

/// <summary>
/// What pages see of markets: the gateway's feeds look at a source once, whatever the number of
/// readers.
/// </summary>
/// <param name="cluster">The grains.</param>
/// <param name="feeds">Looks, and tells all who follow.</param>
internal sealed class Sights(Cluster cluster, Feeds feeds)
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan OftenEnoughForAll = TimeSpan.FromSeconds(2);

    // What never changes again is kept: a settled market that has told everybody.
    private readonly ConcurrentDictionary<string, MarketSight> _settled = new();

    public async Task<MarketSight> Of(string market, CancellationToken gone) =>
        await Read(market, known: null, gone);

    public async Task<ImmutableArray<MarketSight>> All(CancellationToken gone) =>
        await ReadAll([], gone);

    public async IAsyncEnumerable<MarketSight> Follow(
        string market, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken gone)
    {
        var look = new Look<MarketSight>(
            (known, ended) => Read(market, known, ended), (a, b) => a.ShowsAs(b));
        await foreach (var seen in feeds.Follow($"sight/{market}", look.Reader, Often, gone))
        {
            yield return (MarketSight)seen.Event;
        }
    }

    public async IAsyncEnumerable<ImmutableArray<MarketSight>> FollowAll(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken gone)
    {
        var look = new Look<MarketSight[]>(
            async (known, ended) => [.. await ReadAll(known ?? [], ended)],
            (a, b) => a.Length == b.Length && a.Zip(b).All(pair => pair.First.ShowsAs(pair.Second)));
        await foreach (var seen in feeds.Follow("sights", look.Reader, OftenEnoughForAll, gone))
        {
            yield return [.. (MarketSight[])seen.Event];
        }
    }

    private async Task<ImmutableArray<MarketSight>> ReadAll(
        MarketSight[] known, CancellationToken gone)
    {
        var keys = await cluster.Ask(cluster.Directory.List(), gone);
        var before = known.ToDictionary(sight => sight.Report.Market);
        var all = new List<MarketSight>(keys.Length);
        // In parts, so that thousands of markets are not all asked at one moment.
        foreach (var part in keys.Chunk(100))
        {
            all.AddRange(await Task.WhenAll(
                part.Select(key => Read(key, before.GetValueOrDefault(key), gone))));
        }
        return [.. all.Where(sight => sight.Report.Config is not null)];
    }

    private async Task<MarketSight> Read(string market, MarketSight? known, CancellationToken gone)
    {
        if (_settled.TryGetValue(market, out var settled)) { return settled; }
        var grain = cluster.Market(market);
        var report = await cluster.Ask(grain.Report(), gone);
        var rounds = known is not null && known.Report.LastRound == report.LastRound
            ? known.Rounds
            : await cluster.Ask(grain.Rounds(), gone);
        var sight = new MarketSight(report, rounds);
        if (report is { Stage: MarketStage.Settled, Untold: 0 }) { _settled[market] = sight; }
        return sight;
    }
}
