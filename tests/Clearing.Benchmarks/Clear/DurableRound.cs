using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;
using static Clearing.Benchmarks.WrongResultException;

namespace Clearing.Benchmarks;

/// <summary>A clearing as the market's grain does it, until the round is durable.</summary>
public static class DurableRound
{
    /// <summary>Decides the close and the round, writes both as facts, and applies them.</summary>
    public static async Task<Samples> Measure(Settings settings, Database database, Book book)
    {
        // A server that clears has taken and written bids before: its code is compiled.
        await Clear(database, Books.Wide(1_000), new Samples());
        var samples = new Samples();
        for (var run = 0; run < settings.Runs; run++) { await Clear(database, book, samples); }
        return samples;
    }

    private static async Task Clear(Database database, Book book, Samples samples)
    {
        Bid BidOf(int row) => new(
            $"bid-{row:D9}", $"seller-{row / 10:D7}", new Fee(book.Fees[row]),
            new CubicFeet(book.Wants[row]));
        await using var journal = Journals.Open(database.NewJournal(), TimeProvider.System);
        var market = new CapacityMarket(Seeding.Market);
        foreach (var happened in Seeding.Events(book.Fees.Length, 1_000, BidOf))
        {
            market.Apply(happened);
        }
        await samples.Time(async () =>
        {
            var decision = market.Clear(
                new RoundTerms(1, new CubicFeet(book.Available)),
                RoundNonce.OfReplay(market.Key, 1));
            Unless(decision.Answer == ClearStatus.Cleared);
            NewEvent[] events = [.. decision.Events.Select(Codecs.Market.Encode)];
            foreach (var happened in decision.Events) { market.Apply(happened); }
            await journal.Append(Streams.OfMarket(Seeding.Market), 0, events);
        });
        Unless(market.Round(1)!.Granted.Value == book.Available);
    }
}
