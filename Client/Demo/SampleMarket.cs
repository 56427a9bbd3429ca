using System.Collections.Concurrent;
using System.Collections.Immutable;
using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Client.Demo;

/// <summary>One sample market from its first bid to its statements.</summary>
internal sealed class SampleMarket(
    DemoCluster cluster, string region, string period, BidTable bids,
    ImmutableArray<BidChange> changes)
{
    private readonly List<RoundReport> _rounds = [];
    private readonly Dictionary<string, string> _sellerOfBid = [];

    internal string Key { get; } = $"{region}/{period}";

    internal IReadOnlyList<RoundReport> Rounds => _rounds;

    /// <summary>The final statements, by seller.</summary>
    internal ConcurrentDictionary<string, Statement> Sellers { get; } = new();

    internal async Task<SampleMarket> Run(ImmutableArray<RoundTerms> rounds, Action tick)
    {
        await cluster.Open(Key, new MarketConfig());
        foreach (var terms in rounds)
        {
            await Change(terms.Round);
            await cluster.Place(Key, Arriving(terms.Round));
            _rounds.Add(await cluster.Clear(Key, terms));
            tick();
        }
        var winners = await Winners();
        await ReportSales(winners);
        await cluster.Settle(Key);
        foreach (var seller in winners.Keys)
        {
            Sellers[seller] = (await cluster.Seller(seller).Statement(Key))!;
        }
        tick();
        return this;
    }

    private IEnumerable<Bid> Arriving(int round)
    {
        for (var row = 0; row < bids.Count; row++)
        {
            if (bids.Rounds[row] != round || bids.Regions[bids.RegionOf[row]] != region)
            {
                continue;
            }
            var bid = bids[row];
            _sellerOfBid.Add(bid.Id, bid.Seller);
            yield return bid;
        }
    }

    /// <summary>
    /// Amends and cancels bids; a bid that is no longer open is refused, which the file allows.
    /// </summary>
    private async Task Change(int round)
    {
        foreach (var change in changes.Where(change => change.Round == round))
        {
            var id = $"{change.BidId}-{round}";
            var seller = _sellerOfBid[change.BidId];
            if (change.MaxFee is { } fee)
            {
                await cluster.Seller(seller).Amend(
                    Key, new Amendment(id, change.BidId, seller, MaxFee: fee));
            }
            else
            {
                await cluster.Seller(seller).Cancel(
                    Key, new Cancellation(id, change.BidId, seller));
            }
        }
    }

    private async Task<Dictionary<string, long>> Winners()
    {
        var held = new Dictionary<string, long>();
        foreach (var round in _rounds)
        {
            foreach (var award in await cluster.Awards(Key, round.Terms.Round))
            {
                held[award.Seller] = held.GetValueOrDefault(award.Seller) + award.Volume.Value;
            }
        }
        return held;
    }

    /// <summary>
    /// Made-up sales of 0 to 29 dollars per cubic foot, by seller; a tenth is returned.
    /// </summary>
    private async Task ReportSales(Dictionary<string, long> held)
    {
        foreach (var (seller, volume) in held)
        {
            var perFoot = seller[^1] * 7 % 30;
            var sales = new Money((Int128)volume * perFoot * 100);
            await Report(seller, new SalesReport($"{Key}-sales", Key, sales));
            var returned = new Money(-(sales.Minor / 10));
            await Report(seller, new SalesReport($"{Key}-returns", Key, returned));
        }
    }

    private async Task Report(string seller, SalesReport report)
    {
        var status = await cluster.Seller(seller).ReportSales(report);
        DemoCluster.Demand(status == ReportStatus.Recorded, $"{report.Id} is refused: {status}");
    }
}
