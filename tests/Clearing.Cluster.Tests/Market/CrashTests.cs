using Clearing.Contracts;
using Clearing.Grains;
using Clearing.Market;

namespace Clearing.Cluster.Tests.Market;

/// <summary>Nothing acknowledged is lost or applied twice, whenever a process dies.</summary>
public sealed class CrashTests : IAsyncLifetime
{
    private MarketCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await MarketCluster.Start();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_crash_between_clearing_and_telling_leaves_every_winner_told_exactly_once()
    {
        var market = await Opened(60);
        var telling = _cluster.Gate.StopAt(append => append.Stream.StartsWith("seller/w"));
        await market.Clear(1, 400);
        await telling;
        await _cluster.Crash();
        await market.AllTold();
        await _cluster.Disk.EachWinnerHasItsAwardsOnce(market.Market, await market.Awards(1));
    }

    [Fact]
    public async Task A_crash_before_acknowledgements_are_durable_tells_again_and_posts_nothing_twice()
    {
        var market = await Opened(60);
        var acknowledging = _cluster.Gate.StopAt(append =>
            append.Events.Any(e => e.Type == "notices_accepted"));
        await market.Clear(1, 400);
        await acknowledging;
        await _cluster.Crash();
        await market.AllTold();
        await _cluster.Disk.EachWinnerHasItsAwardsOnce(market.Market, await market.Awards(1));
    }

    [Fact]
    public async Task A_clearing_that_was_not_durable_never_happened_and_is_cleared_again()
    {
        var market = await Opened(20);
        var clearing = _cluster.Gate.StopAt(append =>
            append.Events.Any(e => e.Type == "round_cleared"));
        var lost = market.Round.Clear(new RoundTerms(1, new CubicFeet(100)));
        await clearing;
        await _cluster.Crash();
        await Assert.ThrowsAnyAsync<Exception>(() => lost);
        Assert.Equal(100, (await market.Clear(1, 100)).Granted.Value);
        Assert.Single((await _cluster.Disk.MarketEvents(market.Market)).OfType<RoundCleared>());
    }

    [Fact]
    public async Task A_round_that_fell_due_while_all_was_down_clears_when_the_market_wakes()
    {
        var market = await Opened(5);
        var closes = TimeProvider.System.GetUtcNow().AddMilliseconds(300);
        var round = new ScheduledRound(new RoundTerms(1, new CubicFeet(10)), closes);
        Assert.Equal(ScheduleStatus.Scheduled, await market.Round.Schedule(round));
        await _cluster.Crash();
        await Eventually.Holds(
            async () => await market.Round.Round(1) is not null, "the round is cleared");
        await market.AllTold();
    }

    [Fact]
    public async Task A_crash_at_a_first_bid_leaves_no_bid_in_a_market_that_the_account_does_not_show()
    {
        var market = new Bidding(_cluster, "us-east/standard/2026-Q4");
        await market.Open();
        var joining = _cluster.Gate.StopAt(append => append.Stream == "seller/w1");
        var placing = market.TryPlace("w1", "b1", 3, 10);
        await joining;
        await _cluster.Crash();
        await Assert.ThrowsAnyAsync<Exception>(() => placing);

        Assert.Empty(await Eventually.Answered(() => market.Seller("w1").Allocations()));
        Assert.Empty(await _cluster.Disk.BidsIn(market.Market));
        await market.Place("w1", "b1", 3, 10);
        Assert.Single(await market.Seller("w1").Allocations());
    }

    [Fact]
    public async Task A_report_is_not_refused_because_the_account_does_not_know_of_the_bid()
    {
        var market = new Bidding(_cluster, "us-east/standard/2026-Q4");
        await market.Open();
        // As after a crash of an earlier version.
        await _cluster.Grains.GetGrain<IRoundBook>(market.Market)
            .Place([new("b1", "w1", new Fee(3), new CubicFeet(10))], new CubicFeet(0));
        Assert.Empty(await market.Seller("w1").Allocations());

        Assert.Equal(
            ReportStatus.Recorded,
            await market.Seller("w1").ReportSales(new("sale", market.Market, new Money(5))));
        Assert.Single(await market.Seller("w1").Allocations());
        Assert.Equal(
            ReportStatus.MarketUnknown,
            await market.Seller("w2").ReportSales(new("sale", market.Market, new Money(5))));
        Assert.Empty(await market.Seller("w2").Allocations());
    }

    [Fact]
    public async Task A_seller_is_the_same_after_snapshots_restarts_and_crashes()
    {
        var market = await Opened(1);
        await market.Clear(1, 10);
        await market.AllTold();
        for (var n = 1; n <= 450; n++)
        {
            var report = new SalesReport($"sale-{n}", market.Market, new Money(n));
            Assert.Equal(ReportStatus.Recorded, await market.Seller("w1").ReportSales(report));
        }
        var before = await Shown(market);
        await _cluster.Crash();
        Assert.Equal(before, await Eventually.Answered(() => Shown(market)));
        await _cluster.Restart();
        Assert.Equal(before, await Eventually.Answered(() => Shown(market)));
        var again = new SalesReport("sale-1", market.Market, new Money(1));
        Assert.Equal(ReportStatus.Recorded, await market.Seller("w1").ReportSales(again));
        Assert.Equal(before, await Shown(market));
    }

    [Fact]
    public async Task Of_two_activations_of_one_market_only_one_writes_each_version()
    {
        var here = await Opened(1);
        await using var split = await MarketCluster.Start(_cluster.Disk);
        var there = new Bidding(split, here.Market);
        for (var n = 1; n <= 20; n++)
        {
            await here.Place("s-here", $"here-{n}", 3, n);
            await there.Place("s-there", $"there-{n}", 4, n);
        }
        var bids = await _cluster.Disk.BidsIn(here.Market);
        Assert.Equal(41, bids.Length);
        Assert.Equal(41, bids.Distinct().Count());
    }

    [Fact]
    public async Task An_activation_that_was_overtaken_says_that_the_outcome_is_unknown()
    {
        var here = await Opened(1);
        await using var split = await MarketCluster.Start(_cluster.Disk);
        await new Bidding(split, here.Market).Place("other", "overtakes", 4, 1);
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => here.TryPlace("late", "B", 3, 1));
        Assert.Equal(1, (await here.Place("late", "B", 3, 1)).Number);
    }

    [Fact]
    public async Task An_account_that_was_overtaken_does_not_take_the_next_notice_for_impossible()
    {
        var here = await Opened(1);
        await using var split = await MarketCluster.Start(_cluster.Disk);
        var there = new Bidding(split, here.Market);
        var told = await ClearedBy(there);
        var released = ReleaseAfter(told);
        var inbox = _cluster.Grains.GetGrain<ISellerInbox>("w1");

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => inbox.Accept(released));
        await inbox.Accept(released);

        Assert.Equal(2, (await _cluster.Disk.SellerEvents("w1")).OfType<NoticeAccepted>().Count());
        Assert.Equal(6, (await here.Seller("w1").Allocations()).Single().Held.Value);
    }

    [Fact]
    public async Task An_account_that_looks_whether_it_was_overtaken_does_not_mistake_its_own_append_for_the_others()
    {
        var here = await Opened(1);
        await using var split = await MarketCluster.Start(_cluster.Disk);
        var there = new Bidding(split, here.Market);
        var told = await ClearedBy(there);
        var inbox = _cluster.Grains.GetGrain<ISellerInbox>("w1");

        // It asks the journal, and before that answers it appends in the place that is taken.
        var asking = _cluster.Gate.StopRead("seller/w1");
        var accepting = inbox.Accept(ReleaseAfter(told));
        await asking;
        var appending = _cluster.Gate.StopAt(append => append.Stream == "seller/w1");
        var setting = here.Seller("w1").SetBase(new BaseAllocation("us-east", "standard", new CubicFeet(5)));
        await appending;
        _cluster.Gate.Answer();
        _cluster.Gate.Open();

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => setting);
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => accepting);
    }

    [Fact]
    public async Task An_account_that_must_know_whether_it_was_overtaken_asks_after_it_was_called()
    {
        var here = await Opened(1);
        await using var split = await MarketCluster.Start(_cluster.Disk);
        var there = new Bidding(split, here.Market);
        var inbox = _cluster.Grains.GetGrain<ISellerInbox>("w1");
        var next = ReleaseAfter(new(
            here.Market, "w1", 1, 1, new("USD", 2, 150_000, 1_000_000), [], [], null, false));

        // What the journal answers here is read before the other account accepts a notice.
        var asking = _cluster.Gate.StopRead("seller/w1");
        var early = inbox.Accept(next);
        await asking;
        await ClearedBy(there);
        var late = inbox.Accept(next);
        _cluster.Gate.Answer();

        await Assert.ThrowsAsync<KeyNotFoundException>(() => early);
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => late);
    }

    // Who only looks, such as a health probe, has sent no command.
    [Fact]
    public async Task A_look_at_a_journal_that_is_away_tells_nobody_to_send_a_command_again()
    {
        var market = await Opened(1);
        _cluster.Gate.RefusesReads = true;
        var unknown = await Assert.ThrowsAsync<OutcomeUnknownException>(() => market.Round.Resume());
        Assert.Equal(
            "'market/us-east/standard/2026-Q4' cannot be read now: IOException.", unknown.Message);
        _cluster.Gate.RefusesReads = false;
        Assert.Equal(PauseStatus.Done, await market.Round.Resume());
    }

    [Fact]
    public async Task A_market_that_cannot_be_read_says_so_and_answers_once_it_can()
    {
        var market = await Opened(1);
        // This begins before the crash, so that no reminder makes the market read before the call.
        _cluster.Gate.RefusesReads = true;
        await _cluster.Crash();
        var unknown = await Assert.ThrowsAsync<OutcomeUnknownException>(() => market.Round.Report());
        Assert.Contains(
            "'market/us-east/standard/2026-Q4' cannot be read now", unknown.Message,
            StringComparison.Ordinal);
        // A driver's message may name a host or a user.
        Assert.DoesNotContain("The disk is away.", unknown.Message, StringComparison.Ordinal);
        _cluster.Gate.RefusesReads = false;
        Assert.Equal(MarketStage.Open, (await market.Round.Report()).Stage);
    }

    // The winner's notice, which the other cluster's activation of its account has accepted.
    private async Task<Notice> ClearedBy(Bidding there)
    {
        await there.Clear(1, 10);
        await there.AllTold();
        return (await _cluster.Disk.SellerEvents("w1")).OfType<NoticeAccepted>().Single().Notice;
    }

    // A notice that takes back a part of what the one before granted.
    private static Notice ReleaseAfter(Notice told) => told with
    {
        Number = told.Number + 1, Round = 2, Awards = [], Releases = [new("b1@1", new CubicFeet(4))],
    };

    private static async Task<string> Shown(Bidding market)
    {
        var statement = await market.Seller("w1").Statement(market.Market);
        var ledger = await market.Seller("w1").Ledger(after: 0, most: 1_000);
        return $"{statement! with { Awards = [] }} {statement.Awards[0]} {ledger.Length}";
    }

    private async Task<Bidding> Opened(int winners)
    {
        var market = new Bidding(_cluster, "us-east/standard/2026-Q4");
        await market.Open();
        for (var n = 1; n <= winners; n++) { await market.Place($"w{n}", $"b{n}", n % 7 + 1, 10); }
        return market;
    }
}
