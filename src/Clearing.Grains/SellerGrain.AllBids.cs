using System.Collections.Immutable;
using Clearing.Market;

namespace Clearing.Grains;

// The seller's own bids in all its markets, in one sequence.
public sealed partial class SellerGrain
{
    private const int FewestAtOnce = 10;

    // How many facts a settled market has; it gets no more. Kept once they were read to the end.
    private readonly Dictionary<string, long> _factsOfSettled = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<bool> HasBidPlace(string place)
    {
        ArgumentNullException.ThrowIfNull(place);
        if (BidFeedPlace.Parse(place) is not { } known) { return false; }
        var named = (await JoinedMarkets()).Where(of => known.SeenIn(of.Market) > 0).ToArray();
        if (named.Length != known.Markets) { return false; }
        var reached = await Task.WhenAll(named.Select(async of =>
            await Round(of.Market).BidFactCount(Seller) >= known.SeenIn(of.Market)));
        return reached.All(yes => yes);
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<MarketBidFact>> AllBidFacts(string? region, string after, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, MaxFacts);
        var place = BidFeedPlace.Parse(after)
            ?? throw new ArgumentException($"'{after}' is not a place.", nameof(after));
        var unread = (await JoinedMarkets())
            .Where(of => region is null || MarketKey.Parse(of.Market).Region == region)
            .Where(of => !_factsOfSettled.TryGetValue(of.Market, out var facts)
                || place.SeenIn(of.Market) < facts)
            .ToArray();
        if (unread.Length == 0) { return []; }
        // A page needs few facts of each of many markets; more are read where they run out.
        var atOnce = Math.Min(most, Math.Max(FewestAtOnce, most / unread.Length));
        var readers = unread
            .Select(of => new BidFactReader(
                of.Market, place.SeenIn(of.Market), atOnce,
                seen => BidFactsOf(of.Market, of.Settled, seen, atOnce)))
            .ToArray();
        await Task.WhenAll(readers.Select(reader => reader.Fill()));
        // Facts of one market stay in their order; those of several are merged by time.
        var page = ImmutableArray.CreateBuilder<MarketBidFact>();
        while (page.Count < most && Earliest(readers) is { } next)
        {
            var fact = await next.Take();
            place = place.After(next.Market, fact.Number);
            page.Add(new(next.Market, fact, place.ToString()));
        }
        return page.ToImmutable();
    }

    // The first of those with the same time.
    private static BidFactReader? Earliest(BidFactReader[] readers) =>
        readers.Where(reader => reader.Time is not null).MinBy(reader => reader.Time);

    private async Task<ImmutableArray<BidFact>> BidFactsOf(
        string market, bool settled, long seen, int most)
    {
        // An activation of the market that was overtaken may lack the last facts, and the settlement.
        var isOver = settled && (await _grains.GetGrain<IRoundGrain>(market).Report()).Stage == MarketStage.Settled;
        var facts = await Round(market).BidFacts(Seller, seen, most);
        if (isOver && facts.Length < most) { _factsOfSettled[market] = seen + facts.Length; }
        return facts;
    }

    private async Task<ImmutableArray<(string Market, bool Settled)>> JoinedMarkets()
    {
        var state = State;
        ImmutableArray<(string, bool)> markets =
            [.. state.Markets.Select(market => (market, state.IsSettled(market)))];
        await Durable();
        return markets;
    }
}
