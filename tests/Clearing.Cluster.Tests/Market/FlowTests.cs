using Clearing.Market;

namespace Clearing.Cluster.Tests.Market;

/// <summary>A market from its first bid to its statements, on real grains.</summary>
public sealed class FlowTests : IAsyncLifetime
{
    private MarketCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await MarketCluster.Start();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Winners_pay_the_lowest_granted_fee_and_less_when_a_later_round_is_cheaper()
    {
        var market = new Bidding(_cluster, "us-east/standard/2026-Q4");
        await market.Open();
        await market.Place("s1", "A", 9, 60);
        await market.Place("s2", "B", 5, 60);
        await market.Place("s4", "D", 4, 50);
        Assert.Equal(5_000_000, (await market.Clear(1, 100)).RoundFee!.Value.Micros);
        Assert.Equal(4_000_000, (await market.Clear(2, 60)).RoundFee!.Value.Micros);
        await market.AllTold();
        var line = Assert.Single((await market.Seller("s1").Statement(market.Market))!.Awards);
        Assert.Equal((5_000_000, 4_000_000), (line.RoundFee.Micros, line.CurrentFee.Micros));
        Assert.Equal((30_000, 24_000), ((int)line.Gross.Minor, (int)line.Charge.Minor));
    }

    [Fact]
    public async Task Every_cleared_award_reaches_its_winner_once()
    {
        var market = new Bidding(_cluster, "us-east/oversize/2026-Q4");
        await market.Open();
        for (var n = 1; n <= 300; n++) { await market.Place($"w{n}", $"b{n}", n % 7 + 1, 10); }
        await market.Clear(1, 1_500);
        await market.Clear(2, 1_000);
        await market.AllTold();
        var awards = (await market.Awards(1)).AddRange(await market.Awards(2));
        Assert.Equal(2_500, awards.Sum(award => award.Volume.Value));
        await _cluster.Disk.EachWinnerHasItsAwardsOnce(market.Market, awards);
    }

    [Fact]
    public async Task A_command_sent_again_gets_its_first_answer_and_counts_once()
    {
        var market = new Bidding(_cluster, "us-west/standard/2026-Q4");
        await market.Open();
        var first = await market.Place("again", "A", 3, 10);
        Assert.Equal(
            first with { Repeated = true }, await market.Place("again", "A", 3, 10));
        Assert.Equal(BidStatus.BidIdReused, (await market.TryPlace("again", "A", 3, 11)).Status);
        await market.Clear(1, 10);
        Assert.Equal(await market.Round.Round(1), await market.Clear(1, 10));
        Assert.Equal(
            first with { Repeated = true }, await market.Place("again", "A", 3, 10));
        Assert.Equal(["A"], await _cluster.Disk.BidsIn(market.Market));
    }

    [Fact]
    public async Task Offered_volume_goes_to_others_and_the_offerer_no_longer_pays_for_it()
    {
        var market = new Bidding(_cluster, "us-west/oversize/2026-Q4");
        await market.Open();
        await market.Place("giver", "A", 5, 10);
        await market.Clear(1, 10);
        var offer = new Relinquishment("r1", "A@1", "giver", new CubicFeet(4));
        Assert.Equal(
            RelinquishStatus.OnOffer, await market.Seller("giver").Relinquish(market.Market, offer));
        await market.Place("taker", "B", 5, 4);
        await market.Clear(2, 0);
        await market.AllTold();
        var line = Assert.Single((await market.Seller("giver").Statement(market.Market))!.Awards);
        Assert.Equal((10, 4), (line.Granted.Value, line.Released.Value));
        Assert.Equal((4, "taker"), (
            (await market.Awards(2))[0].Volume.Value, (await market.Awards(2))[0].Seller));
    }

    [Fact]
    public async Task Sales_earn_credit_that_the_settlement_applies_and_the_ledger_balances()
    {
        var market = new Bidding(_cluster, "eu-west/standard/2026-Q4");
        await market.Open();
        await market.Place("shop", "A", 5, 100);
        await market.Clear(1, 100);
        await market.AllTold();
        var sales = new SalesReport("oct", market.Market, new Money(100_000));
        Assert.Equal(ReportStatus.Recorded, await market.Seller("shop").ReportSales(sales));
        Assert.Equal(ReportStatus.Recorded, await market.Seller("shop").ReportSales(sales));
        Assert.Equal(SettleStatus.Settled, await market.Round.Settle());
        await market.AllTold();
        var statement = (await market.Seller("shop").Statement(market.Market))!;
        Assert.True(statement.Final);
        Assert.Equal((50_000, 15_000, 35_000), (
            (int)statement.Charge.Minor, (int)statement.CreditApplied.Minor,
            (int)statement.Net.Minor));
        var ledger = await market.Seller("shop").Ledger(after: 0, most: 100);
        Assert.Equal(Enumerable.Range(1, ledger.Length), ledger.Select(entry => (int)entry.Number));
        Assert.All(ledger, entry => Assert.Equal(
            0, entry.Posting.Lines.Aggregate(0L, (sum, line) => sum + (long)line.Amount.Minor)));
        Assert.All(ledger, entry => Assert.Equal(statement.Terms, entry.Terms));
    }

    [Fact]
    public async Task A_scheduled_round_closes_and_clears_by_itself()
    {
        var market = new Bidding(_cluster, "eu-west/oversize/2026-Q4");
        await market.Open();
        await market.Place("early", "A", 5, 10);
        var terms = new RoundTerms(1, new CubicFeet(10));
        var closes = TimeProvider.System.GetUtcNow().AddMilliseconds(200);
        Assert.Equal(
            ScheduleStatus.Scheduled, await market.Round.Schedule(new ScheduledRound(terms, closes)));
        await Eventually.Holds(
            async () => await market.Round.Round(1) is not null, "the round is cleared");
        await market.AllTold();
        await _cluster.Disk.EachWinnerHasItsAwardsOnce(market.Market, await market.Awards(1));
        Assert.True(TimeProvider.System.GetUtcNow() >= closes);
    }

    [Fact]
    public async Task A_paused_region_takes_bids_and_does_not_clear_while_others_do()
    {
        var paused = new Bidding(_cluster, "flooded/standard/2026-Q4");
        var other = new Bidding(_cluster, "dry/standard/2026-Q4");
        foreach (var market in (Bidding[])[paused, other])
        {
            await market.Open();
            await market.Place($"of-{market.Market[..3]}", "A", 5, 10);
        }
        Assert.Equal(PauseStatus.Done, await paused.Round.Pause("flood"));
        var terms = new RoundTerms(1, new CubicFeet(10));
        Assert.Equal(ClearStatus.MarketPaused, (await paused.Round.Clear(terms)).Status);
        await other.Clear(1, 10);
        await paused.Place("late", "B", 6, 10);
        Assert.Equal(PauseStatus.Done, await paused.Round.Resume());
        await paused.Clear(1, 10);
        Assert.Equal("late", (await paused.Awards(1))[0].Seller);
        Assert.Equal("of-dry", (await other.Awards(1))[0].Seller);
    }
}
