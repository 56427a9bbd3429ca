using System.Collections.Immutable;

namespace Clearing.Market.Bids;

/// <summary>Merges several events of placed bids into one.</summary>
/// <remarks>
/// Both fold to the same market: bids are numbered on from the first one's sequence number, and
/// only events of one instant that directly follow each other are merged.
/// </remarks>
public static class MergedBids
{
    /// <summary>The most bids that a merged event holds.</summary>
    public const int MaxBids = 1_000;

    /// <summary>The same facts in the same order, in as few events as can say them.</summary>
    /// <param name="events">Facts of one market, in order.</param>
    public static IReadOnlyList<MarketEvent> In(IReadOnlyList<MarketEvent> events)
    {
        if (events.Count < 2) { return events; }
        var merged = new List<MarketEvent>();
        for (var from = 0; from < events.Count;)
        {
            var to = EndOf(events, from);
            merged.Add(to - from == 1 ? events[from] : Merge(events, from, to));
            from = to;
        }
        return merged;
    }

    /// <summary>The first event that cannot be merged with the one at the beginning.</summary>
    private static int EndOf(IReadOnlyList<MarketEvent> events, int from)
    {
        var to = from + 1;
        if (events[from] is not BidsPlaced first) { return to; }
        var bids = first.Bids.Length;
        while (to < events.Count
            && events[to] is BidsPlaced next
            && next.FirstSequence == first.FirstSequence + bids
            && next.At == first.At
            && bids + next.Bids.Length <= MaxBids)
        {
            bids += next.Bids.Length;
            to++;
        }
        return to;
    }

    private static BidsPlaced Merge(IReadOnlyList<MarketEvent> events, int from, int to)
    {
        var first = (BidsPlaced)events[from];
        var bids = ImmutableArray.CreateBuilder<Bid>(to - from);
        for (var at = from; at < to; at++) { bids.AddRange(((BidsPlaced)events[at]).Bids); }
        return new BidsPlaced(first.FirstSequence, bids.DrainToImmutable()) { At = first.At };
    }
}
