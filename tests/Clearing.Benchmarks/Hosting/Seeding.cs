using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;

namespace Clearing.Benchmarks;

/// <summary>Writes the history of a market straight into a journal, as the grain would have.</summary>
public static class Seeding
{
    /// <summary>The market.</summary>
    public const string Market = "us-east/standard/2026-Q4";

    /// <summary>The events of an open market with bids of as many sellers.</summary>
    /// <param name="bids">How many bids.</param>
    /// <param name="perEvent">How many bids came in one call.</param>
    /// <param name="bid">A bid by its number.</param>
    public static IEnumerable<MarketEvent> Events(int bids, int perEvent, Func<int, Bid> bid)
    {
        yield return new MarketOpened(new MarketConfig());
        for (var from = 0; from < bids; from += perEvent)
        {
            var count = Math.Min(perEvent, bids - from);
            yield return new BidsPlaced(
                from + 1L, [.. Enumerable.Range(from, count).Select(bid)]);
        }
    }

    /// <summary>Appends events to the market's stream, sealed, and waits until they are durable.</summary>
    public static async Task Write(SealedJournal into, IEnumerable<MarketEvent> events)
    {
        using var stream = into.Stream(Streams.OfMarket(Market), Codecs.Market.Seals);
        await stream.MakeReady();
        foreach (var chunk in events.Chunk(1_000))
        {
            await stream.Append([.. chunk.Select(Encoded)], Task.CompletedTask);
        }

        NewEvent Encoded(MarketEvent happened) => stream.Seals(Codecs.Market.NameOf(happened))
            ? Codecs.Market.EncodeToSeal(happened)
            : Codecs.Market.Encode(happened);
    }

    /// <summary>
    /// Appends to each seller's stream that it has sent a bid to the market, sealed by a key of the
    /// seller, which is made first.
    /// </summary>
    public static async Task Join(SealedJournal into, IEnumerable<string> sellers)
    {
        foreach (var chunk in sellers.Chunk(10_000)) { await Task.WhenAll(chunk.Select(Joined)); }

        async Task Joined(string seller)
        {
            using var stream = into.Stream(Streams.OfSeller(seller), Codecs.Seller.Seals);
            await stream.MakeReady();
            await stream.Append(
                [Codecs.Seller.EncodeToSeal(new MarketJoined(Market))], Task.CompletedTask);
        }
    }

    /// <summary>A bid like those of a real book.</summary>
    public static Bid WideBid(int number) => new(
        $"bid-{number:D9}", $"seller-{number / 10:D7}",
        new Fee(unchecked((long)((ulong)number * 2_654_435_761 % 20_000_000))),
        new CubicFeet(1 + number * 7L % 5_000));
}
