using System.Runtime.CompilerServices;
using Clearing.Market.Curtailments;
using Clearing.Pages.Access;

namespace Clearing.Pages.Reading;

internal sealed partial class ClusterSession
{
    private static readonly TimeSpan FeedInterval = TimeSpan.FromSeconds(1);

    /// <summary>The markets that a seller takes part in, and what it may use in each.</summary>
    public Task<Answer<ImmutableArray<MarketAllocation>>> Allocations(string seller) =>
        Ask(Permit.Allocations, seller, null, "", () => cluster.Ask(
            cluster.Seller(seller).Allocations(), CancellationToken.None));

    /// <summary>A seller's own bids in a market, by sequence.</summary>
    public Task<Answer<ImmutableArray<BidView>>> Bids(string seller, string market) =>
        Ask(Permit.Bids, seller, market, "", () => cluster.Ask(
            cluster.Seller(seller).Bids(market), CancellationToken.None));

    /// <summary>
    /// A seller's statement of a market; the value is null if the seller has nothing there yet. See
    /// <see cref="SeesMaxFees"/>.
    /// </summary>
    public Task<Answer<Statement?>> Statement(string seller, string market) =>
        Ask(Permit.Statement, seller, market, "", async () =>
        {
            var statement = await cluster.Ask(
                cluster.Seller(seller).Statement(market), CancellationToken.None);
            return _caller!.SeesMaxFees(seller) ? statement : statement?.ForOperators();
        });

    /// <summary>
    /// True if the reader sees the max fees of a statement; otherwise there are round fees in their
    /// place. This comes after a question, when it is known who reads.
    /// </summary>
    public bool SeesMaxFees(Statement statement) =>
        statement.Final || _caller!.SeesMaxFees(statement.Seller);

    /// <summary>How many postings a seller's ledger has.</summary>
    public Task<Answer<long>> PostingCount(string seller) =>
        Ask(Permit.Ledger, seller, null, "count", () => cluster.Ask(
            cluster.Seller(seller).PostingCount(), CancellationToken.None));

    /// <summary>A page of a seller's ledger, oldest first.</summary>
    public Task<Answer<ImmutableArray<LedgerEntry>>> Ledger(string seller, long after, int most) =>
        Ask(Permit.Ledger, seller, null, $"{after} {most}", () => cluster.Ask(
            cluster.Seller(seller).Ledger(after, most), CancellationToken.None));

    /// <summary>
    /// The number of a seller's newest posting, now and each time it grows; the API's feed of the seller
    /// looks for it once for all followers.
    /// </summary>
    public async IAsyncEnumerable<long> FollowSeller(
        string seller, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await Refused(Permit.SellerFeed, seller, null) is not null) { yield break; }
        await foreach (var newest in feeds.FollowNewest(
            $"seller/{seller}", FeedEndpoints.ReaderOf(cluster, seller), FeedInterval,
            cancellationToken))
        {
            yield return newest;
        }
    }

    /// <summary>
    /// How many changes a seller's bids in a market have, now and each time there is another one, whoever
    /// sent it.
    /// </summary>
    public async IAsyncEnumerable<long> FollowBids(
        string seller, string market, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await Refused(Permit.BidFeed, seller, market) is not null) { yield break; }
        await foreach (var newest in feeds.FollowNewest(
            $"market-seller/{market}/{seller}", FeedEndpoints.ReaderOf(cluster, market, seller),
            FeedInterval, cancellationToken))
        {
            yield return newest;
        }
    }

    public Task<Failure?> Place(string market, Bid bid) => Command(
        Permit.Place, bid.Seller, market, async () =>
        {
            var receipt = await cluster.Ask(
                cluster.Seller(bid.Seller).Place(market, bid), CancellationToken.None);
            return Refused(receipt.Status, Refusal.LimitOf(receipt));
        });

    public Task<Failure?> Amend(string market, Amendment amendment) => Command(
        Permit.Amend, amendment.Seller, market, async () =>
        {
            var receipt = await cluster.Ask(
                cluster.Seller(amendment.Seller).AmendBid(market, amendment),
                CancellationToken.None);
            return Refused(receipt.Status, receipt.Limit);
        });

    public Task<Failure?> Cancel(string market, Cancellation cancellation) => Command(
        Permit.Cancel, cancellation.Seller, market, async () =>
        {
            var receipt = await cluster.Ask(
                cluster.Seller(cancellation.Seller).CancelBid(market, cancellation),
                CancellationToken.None);
            return Refused(receipt.Status, receipt.Limit);
        });

    public Task<Failure?> Relinquish(string market, Relinquishment offer) => Command(
        Permit.Relinquish, offer.Seller, market, async () =>
        {
            var receipt = await cluster.Ask(
                cluster.Seller(offer.Seller).OfferBack(market, offer), CancellationToken.None);
            return Refused(receipt.Status, receipt.Limit);
        });

    /// <summary>The awards of a seller of which a curtailment left a rest that may end now.</summary>
    public async Task<ImmutableArray<string>> EndableRests(string seller, Statement statement)
    {
        string[] cut =
        [
            .. statement.Awards.Where(line => line is { Curtailed.Value: > 0, Held.Value: > 0 })
                .Select(line => line.AwardId),
        ];
        if (statement.Final || cut.Length == 0) { return []; }
        // The first drawing may have asked about another statement, so the answer names the awards.
        var answer = await Ask(
            Permit.EndRest, seller, statement.Market, "ends", () => Endable(seller, statement.Market, cut));
        return answer.Failure is null ? answer.Value : [];
    }

    private async Task<ImmutableArray<string>> Endable(string seller, string market, string[] awards)
    {
        var grain = cluster.Seller(seller);
        var ends = await Task.WhenAll(awards.Select(award => cluster.Ask(
            grain.CheckEnd(market, new(FreshId.New(), award, seller)), CancellationToken.None)));
        return [.. awards.Where((_, place) => ends[place] == RestEndStatus.Ended)];
    }

    /// <summary>Ends what a curtailment left of an award below the least volume that its bid takes.</summary>
    public Task<Failure?> EndRest(string market, RestEnd end) => Command(
        Permit.EndRest, end.Seller, market, () => Status(cluster.Seller(end.Seller).EndRest(market, end)));
}
