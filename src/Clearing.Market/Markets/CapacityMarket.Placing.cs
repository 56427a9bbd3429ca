using System.Collections.Immutable;

namespace Clearing.Market.Markets;

public sealed partial class CapacityMarket
{
    /// <summary>
    /// One call's bids, decided one after the other against the book and each other.
    /// </summary>
    /// <param name="market">The market.</param>
    /// <param name="cap">The seller's cap; null for none.</param>
    /// <param name="accepted">Bids of the seller that count against its quota beforehand.</param>
    /// <param name="refused">Refusals of the seller that count against its quota beforehand.</param>
    private sealed class Placing(CapacityMarket market, CubicFeet? cap, int accepted, int refused)
    {
        private readonly ImmutableArray<Bid>.Builder _accepted =
            ImmutableArray.CreateBuilder<Bid>();
        private readonly List<MarketEvent> _refused = [];
        private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
        private readonly Dictionary<(string Seller, string Id), (Bid Bid, BidReceipt Receipt)>
            _decided = [];

        public BidReceipt Decide(Bid bid)
        {
            if (!IdRule.Allows(bid.Id)) { return new(bid.Id ?? "", BidStatus.BidIdMalformed, 0); }
            if (!IdRule.Allows(bid.Seller)) { return new(bid.Id, BidStatus.SellerIdMalformed, 0); }
            if (FirstAnswer(bid) is { } first) { return first; }
            var status = market.WithinQuota(
                bid.Seller, Refusal(bid), accepted + _accepted.Count, refused + _refused.Count);
            if (status is not (BidStatus.Accepted or BidStatus.AboveSellerCap))
            {
                return Refused(bid, status);
            }
            var receipt = new BidReceipt(
                bid.Id, status, Accept(bid, status), Limit: LimitOf(status));
            _decided.Add((bid.Seller, bid.Id), (bid, receipt));
            return receipt;
        }

        public ImmutableArray<MarketEvent> Events()
        {
            var events = ImmutableArray.CreateBuilder<MarketEvent>();
            if (_accepted.Count > 0)
            {
                if (market.NewCap(_accepted[0].Seller, cap) is { } set) { events.Add(set); }
                events.Add(new BidsPlaced(market._bids.Count + 1L, _accepted.DrainToImmutable()));
            }
            events.AddRange(_refused);
            return events.DrainToImmutable();
        }

        private long Accept(Bid bid, BidStatus status)
        {
            if (status == BidStatus.AboveSellerCap)
            {
                _refused.Add(new BidRefused(bid, status));
                return 0;
            }
            _accepted.Add(bid);
            _numbers[bid.Seller] = _numbers.GetValueOrDefault(
                bid.Seller, market._bids.PlacedBy(bid.Seller)) + 1;
            return _numbers[bid.Seller];
        }

        private BidReceipt? FirstAnswer(Bid bid)
        {
            var row = market._bids.Find(bid.Id, bid.Seller);
            if (row >= 0)
            {
                return market._bids.OriginalOf(row) == bid
                    ? new(bid.Id, BidStatus.Accepted, market._bids.NumberOf(row), Repeated: true)
                    : Reused(bid);
            }
            if (market._refusedBids.TryGetValue((bid.Seller, bid.Id), out var refused))
            {
                return refused.Bid == bid
                    ? new(bid.Id, refused.Status, 0, Repeated: true, LimitOf(refused.Status))
                    : Reused(bid);
            }
            if (!_decided.TryGetValue((bid.Seller, bid.Id), out var decided)) { return null; }
            return decided.Bid == bid ? decided.Receipt with { Repeated = true } : Reused(bid);
        }

        private CubicFeet? LimitOf(BidStatus status) =>
            status == BidStatus.AboveSellerCap ? cap : null;

        private BidStatus Refusal(Bid bid)
        {
            if (market._config is not { } rules) { return BidStatus.MarketUnknown; }
            if (BidRule.Refusal(bid, rules) is { } refusal) { return refusal; }
            if (market.Stage == MarketStage.Settled) { return BidStatus.MarketSettled; }
            return cap is { } most && bid.MaxVolume.Value > most.Value
                ? BidStatus.AboveSellerCap
                : BidStatus.Accepted;
        }

        private BidReceipt Refused(Bid bid, BidStatus refusal)
        {
            if (market._config is not { } rules) { return new(bid.Id, refusal, 0); }
            var (fee, volume) = BidRule.LimitOf(bid, refusal, rules);
            return new(
                bid.Id, refusal, 0, Limit: volume, FeeLimit: fee,
                Quota: market.Quota?.LimitOf(refusal));
        }

        private static BidReceipt Reused(Bid bid) => new(bid.Id, BidStatus.BidIdReused, 0);
    }
}
