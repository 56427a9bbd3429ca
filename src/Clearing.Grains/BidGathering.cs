using System.Collections.Immutable;
using Clearing.Market;

namespace Clearing.Grains;

/// <summary>
/// Collects the bids of one silo's sellers, market by market, and places them together.
/// </summary>
/// <remarks>
/// It needs no timer, like the journal: a bid is sent at once while few calls to its market are in
/// flight; later bids are sent together when one of these is answered. Each seller's bids keep
/// their own limit and get their own receipts. If a call fails, the outcome is unknown for all bids
/// in it. Safe for concurrent use; there is one for each silo.
/// </remarks>
/// <param name="callsAtOnce">
/// How many calls to a market may be in flight: enough to keep its journal busy.
/// </param>
public sealed class BidGathering(int callsAtOnce = 4)
{
    private const int MaxBids = 4_000;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Lane> _lanes = new(StringComparer.Ordinal);

    /// <summary>Places bids of one seller; completes when they are durable.</summary>
    /// <param name="book">The market's book.</param>
    /// <param name="market">The market.</param>
    /// <param name="bids">The bids and the seller's limit.</param>
    internal Task<ImmutableArray<BidReceipt>> Place(
        IRoundBook book, string market, SellerBids bids)
    {
        Lane lane;
        lock (_gate)
        {
            if (!_lanes.TryGetValue(market, out lane!)) { _lanes.Add(market, lane = new(market)); }
            if (lane.UnderWay == callsAtOnce) { return lane.Add(bids); }
            lane.UnderWay++;
        }
        return PlaceAlone(book, lane, bids);
    }

    private async Task<ImmutableArray<BidReceipt>> PlaceAlone(
        IRoundBook book, Lane lane, SellerBids bids)
    {
        try
        {
            return await book.Place(bids.Bids, bids.BaseLimit);
        }
        finally
        {
            PlaceNext(book, lane);
        }
    }

    private void PlaceNext(IRoundBook book, Lane lane)
    {
        List<Waiting> next;
        lock (_gate)
        {
            next = lane.Take();
            if (next.Count == 0 && --lane.UnderWay == 0) { _lanes.Remove(lane.Market); }
        }
        if (next.Count > 0) { _ = PlaceTogether(book, lane, next); }
    }

    private async Task PlaceTogether(IRoundBook book, Lane lane, List<Waiting> together)
    {
        // The call is made for all of them, so it carries nothing of the caller that happens to run it.
        RequestContext.Clear();
        try
        {
            var receipts = await book.PlaceOf([.. together.Select(waiting => waiting.Bids)]);
            for (var i = 0; i < together.Count; i++) { together[i].Answer.SetResult(receipts[i]); }
        }
        catch (Exception unknown)
        {
            together.ForEach(waiting => waiting.Answer.TrySetException(unknown));
        }
        PlaceNext(book, lane);
    }

    private sealed record Waiting(
        SellerBids Bids, TaskCompletionSource<ImmutableArray<BidReceipt>> Answer);

    private sealed class Lane(string market)
    {
        private readonly Queue<Waiting> _waiting = new();

        public string Market => market;

        public int UnderWay { get; set; }

        public Task<ImmutableArray<BidReceipt>> Add(SellerBids bids)
        {
            // Sellers continue in turns of their own.
            var answer = new TaskCompletionSource<ImmutableArray<BidReceipt>>();
            _waiting.Enqueue(new(bids, answer));
            return answer.Task;
        }

        public List<Waiting> Take()
        {
            List<Waiting> together = [];
            for (var bids = 0; bids < MaxBids && _waiting.TryDequeue(out var next);)
            {
                together.Add(next);
                bids += next.Bids.Bids.Length;
            }
            return together;
        }
    }
}
