using System.Collections.Concurrent;

namespace Clearing.Pages.Live;

/// <summary>
/// The view of markets for pages. The gateway's feeds look at each source once, whatever the number
/// of readers.
/// </summary>
/// <param name="cluster">The grains.</param>
/// <param name="feeds">Looks at the sources and notifies all followers.</param>
/// <param name="events">Knows in which zones planned events wait.</param>
internal sealed class MarketWatch(Cluster cluster, Feeds feeds, EventWatch events)
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan OftenEnoughForAll = TimeSpan.FromSeconds(2);

    // What never changes again is kept: a settled market whose sellers were all notified.
    private readonly ConcurrentDictionary<string, WatchedMarket> _settled = new();

    public async Task<WatchedMarket> Of(string market, CancellationToken cancellationToken) =>
        await Read(market, known: null, cancellationToken);

    public async Task<ImmutableArray<WatchedMarket>> All(CancellationToken cancellationToken) =>
        await ReadAll([], cancellationToken);

    public async IAsyncEnumerable<WatchedMarket> Follow(
        string market,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var look = new PolledState<WatchedMarket>(
            (known, ended) => Read(market, known, ended), (a, b) => a.ShowsAs(b));
        await foreach (var seen in feeds.Follow($"sight/{market}", look.Reader, Often, cancellationToken))
        {
            yield return (WatchedMarket)seen.Event;
        }
    }

    public async IAsyncEnumerable<ImmutableArray<WatchedMarket>> FollowAll(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var look = new PolledState<WatchedMarket[]>(
            async (known, ended) => [.. await events.Mark(await ReadAll(known ?? [], ended), ended)],
            (a, b) => a.Length == b.Length && a.Zip(b).All(pair => pair.First.ShowsAs(pair.Second)));
        await foreach (var seen in feeds.Follow("sights", look.Reader, OftenEnoughForAll, cancellationToken))
        {
            yield return [.. (WatchedMarket[])seen.Event];
        }
    }

    private async Task<ImmutableArray<WatchedMarket>> ReadAll(
        WatchedMarket[] known, CancellationToken cancellationToken)
    {
        var keys = await cluster.Ask(cluster.Directory.List(), cancellationToken);
        var before = known.ToDictionary(sight => sight.Report.Market);
        var all = new List<WatchedMarket>(keys.Length);
        // Markets are asked in parts, so that thousands are not all asked at one moment.
        foreach (var part in keys.Chunk(100))
        {
            all.AddRange(await Task.WhenAll(
                part.Select(key => Read(key, before.GetValueOrDefault(key), cancellationToken))));
        }
        return [.. all.Where(sight => sight.Report.Config is not null)];
    }

    private async Task<WatchedMarket> Read(
        string market, WatchedMarket? known, CancellationToken cancellationToken)
    {
        if (_settled.TryGetValue(market, out var settled)) { return settled; }
        var grain = cluster.Market(market);
        var report = await cluster.Ask(grain.Report(), cancellationToken);
        var rounds = known is not null && SameRounds(known.Report, report)
            ? known.Rounds
            : await cluster.Ask(grain.Rounds(), cancellationToken);
        var sight = new WatchedMarket(report, rounds);
        // Two activations may have answered, of which one was overtaken.
        var isWhole = (rounds.IsEmpty ? 0 : rounds[^1].Terms.Round) == report.LastRound;
        if (report is { Stage: MarketStage.Settled, Untold: 0 } && isWhole) { _settled[market] = sight; }
        return sight;
    }

    // The settlement shows what was sealed of rounds that were known, and a round can be voided.
    private static bool SameRounds(MarketReport known, MarketReport now) =>
        (known.LastRound, known.ClosedRound, known.BindsAt, known.Stage)
            == (now.LastRound, now.ClosedRound, now.BindsAt, now.Stage);
}
