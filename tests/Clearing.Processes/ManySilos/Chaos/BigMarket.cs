using System.Collections.Concurrent;
using System.Collections.Immutable;
using Clearing.Contracts;
using Clearing.Journal;
using Clearing.Market;

namespace Clearing.Processes.ManySilos.Chaos;

/// <summary>A market of 100,000 bids, whose silo dies while it clears or notifies.</summary>
internal sealed class BigMarket(ProcessCluster cluster)
{
    internal const string Key = "big/standard/2026-Q4";
    internal const int Bids = 100_000;
    private const int BidsOfEach = 8;
    private const int Callers = 16;
    private const int Volume = 100_000;

    /// <summary>Every bid; all are acknowledged once <see cref="Fill"/> is complete.</summary>
    internal ConcurrentQueue<(string Market, Bid Bid)> Acknowledged { get; } = [];

    /// <summary>Every award that the market showed.</summary>
    internal List<(string Market, Award Award)> Awards { get; } = [];

    private IRoundGrain Market => cluster.Round(Key);

    /// <summary>Opens it and places all bids.</summary>
    internal async Task Fill()
    {
        await Retry.Until(
            () => Market.Open(new MarketConfig()), status => status == OpenStatus.Opened);
        await Parallel.ForAsync(
            0, Bids / BidsOfEach, new ParallelOptions { MaxDegreeOfParallelism = Callers },
            async (number, _) => await Place($"big-{number}", number));
    }

    /// <summary>Clears a round, retrying until it is cleared.</summary>
    internal async Task Clear(int round) => await Retry.Until(
        () => Market.Clear(new RoundTerms(round, new CubicFeet(Volume))),
        receipt => receipt.Status == ClearStatus.Cleared);

    /// <summary>
    /// The number of events in the market's stream. This does not call the market, because a call
    /// would activate it, and it must continue on its own.
    /// </summary>
    internal async Task<long> Version()
    {
        await using var journal = Journals.OpenForReading(new JournalOptions
        {
            Provider = JournalProvider.PostgreSql,
            ConnectionString = cluster.Postgres.ConnectionString,
        });
        await foreach (var stream in journal.Streams($"market/{Key}")) { return stream.Version; }
        return 0;
    }

    /// <summary>Waits until all sellers are notified, and keeps a round's awards.</summary>
    internal async Task TakeAwards(int round) =>
        Awards.AddRange(await Telling.Awards(cluster, Key, round));

    private async Task Place(string seller, int number)
    {
        cluster.ActForSeller(seller);
        ImmutableArray<Bid> bids =
        [
            .. Enumerable.Range(0, BidsOfEach).Select(n => new Bid(
                $"{seller}-{n}", seller, new Fee((number * 31 + n * 17) % 997 * 10_000), new CubicFeet(n + 1))),
        ];
        await Retry.Until(
            () => cluster.Grains.GetGrain<ISellerGrain>(seller).PlaceMany(Key, bids),
            receipts => receipts.All(receipt => receipt.Status == BidStatus.Accepted));
        foreach (var bid in bids) { Acknowledged.Enqueue((Key, bid)); }
    }
}
