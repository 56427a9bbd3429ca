using System.Collections.Immutable;
using Clearing.Contracts;
using Clearing.Market;
using Clearing.Market.Curtailments;

namespace Clearing.Grains;

// Bids are kept by their markets: this passes them on.
public sealed partial class SellerGrain
{
    /// <summary>The most bids in one call.</summary>
    public const int MaxBids = 10_000;

    private const int MaxFacts = 1_000;

    // The largest page of the HTTP interface, and one bid more that tells of a next page.
    private const int MaxBidsOnPage = 1_001;

    /// <inheritdoc/>
    public async Task<BidReceipt> Place(string market, Bid bid) =>
        (await PlaceMany(market, [bid]))[0];

    /// <inheritdoc/>
    public async Task<ImmutableArray<BidReceipt>> PlaceMany(
        string market, ImmutableArray<Bid> bids)
    {
        CheckBids(bids);
        if (!MarketKey.TryParse(market, out var key))
        {
            return [.. bids.Select(bid => new BidReceipt(bid.Id, BidStatus.MarketUnknown, 0))];
        }
        // The account knows of the market before the market has a bid: a crash between the two would leave
        // a bid in a market that the account does not show. Refused bids are no reason to note it.
        if (!State.Join(market).IsEmpty)
        {
            if (await Refused(market, bids, State.BaseOf(key)) is [_, ..] refused) { return refused; }
            await Commit(State.Join(market));
        }
        // Another call may have noted it just now.
        await Appended();
        var limit = State.BaseOf(key);
        var receipts = await _gathering.Place(
            Round(market), market, new SellerBids(bids, limit));
        // If another activation has overtaken this one, its limit may have been an old one.
        if (AnyAccepted(receipts)) { await Durable(); }
        // A base that was set meanwhile may have passed these bids on the way, and a repeated bid
        // brings no cap.
        if (State.BaseOf(key) != limit || receipts.Any(receipt => receipt.Repeated))
        {
            await HandUntilTaken(market, key);
        }
        return receipts;
    }

    // The market may accept by now what it would just have refused, so it is told to do nothing but refuse.
    // Older silos do not know that call, so it is made only for bids that were about to be refused.
    private async Task<ImmutableArray<BidReceipt>> Refused(
        string market, ImmutableArray<Bid> bids, CubicFeet limit) =>
        AnyAccepted(await Round(market).Check(bids, limit))
            ? []
            : await Round(market).PlaceRefused(bids, limit);

    /// <inheritdoc/>
    public Task<ImmutableArray<BidReceipt>> Check(string market, ImmutableArray<Bid> bids) =>
        CheckAfter(market, bids, accepted: 0, refused: 0);

    /// <inheritdoc/>
    public Task<ImmutableArray<BidReceipt>> CheckAfter(
        string market, ImmutableArray<Bid> bids, int accepted, int refused)
    {
        CheckBids(bids);
        return MarketKey.TryParse(market, out var key)
            // An older silo knows only what follows no others.
            ? (accepted, refused) == (0, 0)
                ? Round(market).Check(bids, State.BaseOf(key))
                : Round(market).CheckAfter(bids, State.BaseOf(key), accepted, refused)
            : Task.FromResult<ImmutableArray<BidReceipt>>(
                [.. bids.Select(bid => new BidReceipt(bid.Id, BidStatus.MarketUnknown, 0))]);
    }

    /// <inheritdoc/>
    public Task<AmendStatus> Amend(string market, Amendment amendment)
    {
        CheckOwn(amendment.Seller);
        return Round(market).Amend(amendment);
    }

    /// <inheritdoc/>
    public Task<CancelStatus> Cancel(string market, Cancellation cancellation)
    {
        CheckOwn(cancellation.Seller);
        return Round(market).Cancel(cancellation);
    }

    /// <inheritdoc/>
    public Task<RelinquishStatus> Relinquish(string market, Relinquishment relinquishment)
    {
        CheckOwn(relinquishment.Seller);
        return Round(market).Relinquish(relinquishment);
    }

    /// <inheritdoc/>
    public Task<AmendReceipt> AmendBid(string market, Amendment amendment)
    {
        CheckOwn(amendment.Seller);
        return Round(market).AmendBid(amendment);
    }

    /// <inheritdoc/>
    public Task<CancelReceipt> CancelBid(string market, Cancellation cancellation)
    {
        CheckOwn(cancellation.Seller);
        return Round(market).CancelBid(cancellation);
    }

    /// <inheritdoc/>
    public Task<AmendReceipt> CheckAmend(string market, Amendment amendment)
    {
        CheckOwn(amendment.Seller);
        return Round(market).CheckAmend(amendment);
    }

    /// <inheritdoc/>
    public Task<CancelReceipt> CheckCancel(string market, Cancellation cancellation)
    {
        CheckOwn(cancellation.Seller);
        return Round(market).CheckCancel(cancellation);
    }

    /// <inheritdoc/>
    public Task<RelinquishReceipt> OfferBack(string market, Relinquishment relinquishment)
    {
        CheckOwn(relinquishment.Seller);
        return Round(market).OfferBack(relinquishment);
    }

    /// <inheritdoc/>
    public Task<RestEndStatus> EndRest(string market, RestEnd end)
    {
        CheckOwn(end.Seller);
        return Round(market).EndRest(end);
    }

    /// <inheritdoc/>
    public Task<RestEndStatus> CheckEnd(string market, RestEnd end)
    {
        CheckOwn(end.Seller);
        return Round(market).CheckEnd(end);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<BidView>> Bids(string market) => Round(market).BidsOf(Seller);

    /// <inheritdoc/>
    public Task<BidPage> BidPage(string market, BidStage? stage, long after, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, MaxBidsOnPage);
        return Round(market).BidPageOf(Seller, stage, after, most);
    }

    /// <inheritdoc/>
    public Task<BidView?> Bid(string market, string bid)
    {
        ArgumentNullException.ThrowIfNull(bid);
        return Round(market).BidOf(Seller, bid);
    }

    /// <inheritdoc/>
    public Task<long> BidFactCount(string market) => Round(market).BidFactCount(Seller);

    /// <inheritdoc/>
    public Task<ImmutableArray<BidFact>> BidFacts(string market, long after, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, MaxFacts);
        return Round(market).BidFacts(Seller, after, most);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<bool>> AnsweredIn(string market, ImmutableArray<string> ids) =>
        Round(market).Answered(Seller, ids);

    /// <inheritdoc/>
    public async Task<ImmutableArray<bool>> AnsweredReports(
        string market, ImmutableArray<string> ids)
    {
        var answered = State.Answered(market, ids);
        await Durable();
        return answered;
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<ContestedRound>> Contested(string market)
    {
        var seesMaxFees = SeesMaxFees;
        var contested = await Round(market).ContestedOf(Seller);
        // The settlement may not have been told to a seller that holds nothing.
        return seesMaxFees || contested.IsEmpty
            || (await _grains.GetGrain<IRoundGrain>(market).Report()).Stage == MarketStage.Settled
                ? contested
                : [.. contested.Select(round => round.ForOperators())];
    }

    /// <inheritdoc/>
    public Task<BidProof?> Proof(string market, int round, long after, int most) =>
        Round(market).Proof(Seller, round, after, most);

    // Silos ask for all that there is. Others are named by the silo's filter.
    private bool SeesMaxFees => CurrentCaller.Value?.SeesMaxFees(Seller) != false;

    // A crash of an earlier version right after a first bid lost that the seller takes part. Its market
    // knows, and is asked before a report is refused for good.
    private async Task<bool> TakesPart(string market)
    {
        if (State.Markets.Contains(market)) { return true; }
        if (!MarketKey.TryParse(market, out _)) { return false; }
        if ((await Round(market).BidPageOf(Seller, stage: null, after: 0, most: 1)).Bids.IsEmpty)
        {
            return false;
        }
        await Commit(State.Join(market));
        return true;
    }

    private static bool AnyAccepted(ImmutableArray<BidReceipt> receipts) =>
        receipts.Any(receipt => receipt.Status == BidStatus.Accepted);

    private IRoundBook Round(string market) => _grains.GetGrain<IRoundBook>(market);

    private void CheckBids(ImmutableArray<Bid> bids)
    {
        if (bids.IsDefault || bids.Length is < 1 or > MaxBids)
        {
            throw new ArgumentException(
                $"A call places 1 to {MaxBids} bids, not {(bids.IsDefault ? 0 : bids.Length)}.",
                nameof(bids));
        }
        foreach (var bid in bids) { CheckOwn(bid.Seller); }
    }
}
