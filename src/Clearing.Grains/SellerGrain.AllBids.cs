using System.Collections.Immutable;
using Clearing.Market;

namespace Clearing.Grains;

// The seller's own bids in all its markets, in one sequence.
public sealed partial class SellerGrain
{
    /// <inheritdoc/>
    public async Task<bool> HasBidPlace(string place)
    {
        ArgumentNullException.ThrowIfNull(place);
        var markets = await JoinedMarkets();
        if (BidFeedPlace.Parse(place) is not { } known || known.Markets > markets.Length)
        {
            return false;
        }
        var reached = await Task.WhenAll(Enumerable.Range(0, known.Markets)
            .Where(at => known.SeenIn(at) > 0)
            .Select(async at => await Round(markets[at]).BidFactCount(Seller) >= known.SeenIn(at)));
        return reached.All(yes => yes);
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<MarketBidFact>> AllBidFacts(string? region, string after, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, MaxFacts);
        var place = BidFeedPlace.Parse(after)
            ?? throw new ArgumentException($"'{after}' is not a place.", nameof(after));
        var markets = await JoinedMarkets();
        var found = await Task.WhenAll(Enumerable.Range(0, markets.Length)
            .Where(at => region is null || MarketKey.Parse(markets[at]).Region == region)
            .Select(async at => (
                At: at, Facts: await Round(markets[at]).BidFacts(Seller, place.SeenIn(at), most))));
        // Facts of one market stay in their order; those of several are merged by time.
        var merged = found
            .SelectMany(of => of.Facts.Select((fact, i) => (
                of.At, Fact: fact, Time: of.Facts.Take(i + 1).Max(earlier => earlier.At))))
            .OrderBy(one => one.Time).ThenBy(one => one.At).ThenBy(one => one.Fact.Number)
            .Take(most);
        var page = ImmutableArray.CreateBuilder<MarketBidFact>();
        foreach (var (at, fact, _) in merged)
        {
            place = place.After(at, fact.Number);
            page.Add(new(markets[at], fact, place.ToString()));
        }
        return page.ToImmutable();
    }

    private async Task<ImmutableArray<string>> JoinedMarkets()
    {
        var markets = State.Markets;
        await Durable();
        return markets;
    }
}
