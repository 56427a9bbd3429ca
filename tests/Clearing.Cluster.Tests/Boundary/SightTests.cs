using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Sellers;
using Clearing.Allocation.Zones;
using Clearing.Contracts;
using Clearing.Grains;

namespace Clearing.Cluster.Tests.Boundary;

/// <summary>
/// Silos themselves keep from each caller what it must not see, whatever a gateway would hide.
/// </summary>
public sealed class SightTests(GuardedSilo silo) : IClassFixture<GuardedSilo>
{
    private static int Markets;

    private readonly string _market = $"east/standard/sight-{Interlocked.Increment(ref Markets)}";

    private IRoundGrain Market => silo.Client.GetGrain<IRoundGrain>(_market);

    [Fact]
    public async Task Sums_caps_and_the_seed_of_a_market_are_for_its_operators_and_auditors_alone()
    {
        await OpenWithBids();
        silo.ActFor("operator", "olga", "east");
        await Market.ChangeCapacity(new CapacityChange("grow", new CubicFeet(70)));
        await Market.Clear(new RoundTerms(1, new CubicFeet(50)));
        await Market.ChangeCapacity(new CapacityChange("more", new CubicFeet(30)));
        silo.ActFor("seller", "acme");
        await Seller("acme").OfferBack(
            _market, new Relinquishment("back", "b-acme@1", "acme", new CubicFeet(10)));
        await Seller("acme").Place(
            _market, new Bid("late", "acme", new Fee(1_000_000), new CubicFeet(10)));

        silo.ActFor("operator", "olga", "east");
        var whole = await Market.Report();
        silo.ActFor("auditor", "ann");
        var audited = await Market.Report();
        Assert.All([whole, audited], report => Assert.Equal(
            (100, 20, 30, 10, 1, "dice", 1), Sealed(report)));

        silo.ActFor("seller", "bob");
        var sold = await Market.Report();
        silo.ActFor("operator", "otto", "west");
        var foreign = await Market.Report();
        Assert.All([sold, foreign], report =>
        {
            Assert.Equal((0, 0, 0, 0, 0, "", 0), Sealed(report));
            Assert.Equal((MarketStage.Open, 1), (report.Stage, report.LastRound));
        });
    }

    [Fact]
    public async Task A_seller_learns_that_its_bids_were_inspected_but_not_by_whom_why_or_how_many()
    {
        await OpenWithBids();
        silo.ActFor("operator", "olga", "east");
        await Market.Inspect(new Inspection("i-1", "olga", "a complaint", "acme"), 0, 10);

        silo.ActFor("seller", "acme");
        var own = Assert.Single(await Market.Inspections("acme", 0, 10));
        Assert.Equal(
            ("i-1", "", "", "acme", 0L),
            (own.Inspection.Id, own.Inspection.By, own.Inspection.Reason, own.Inspection.Seller,
                own.ThroughSequence));
        silo.ActFor("auditor", "ann");
        Assert.Equal(2, Assert.Single(await Market.Inspections(null, 0, 10)).ThroughSequence);
        silo.ActFor("operator", "olga", "east");
        Assert.Equal("olga", Assert.Single(await Market.Inspections("acme", 0, 10)).Inspection.By);
    }

    [Fact]
    public async Task An_operator_who_inspects_one_seller_does_not_learn_how_many_bids_others_have()
    {
        await OpenWithBids();
        silo.ActFor("operator", "olga", "east");
        var seen = await Market.Inspect(new Inspection("i-1", "olga", "a complaint", "bob"), 0, 10);
        await Market.Inspect(new Inspection("i-2", "olga", "an audit"), 0, 10);

        Assert.Null(Assert.Single(seen.Bids).Sequence);
        Assert.Equal(
            [0, 2], (await Market.Inspections(null, 0, 10)).Select(made => made.ThroughSequence));
    }

    [Fact]
    public async Task Who_inspects_or_moves_a_round_is_what_the_token_says_not_what_the_call_claims()
    {
        await OpenWithBids();
        silo.ActFor("operator", "olga", "east");
        await Market.Inspect(new Inspection("i-1", "otto", "a complaint"), 0, 10);
        var planned = new ScheduledRound(
            new RoundTerms(1, new CubicFeet(10)), DateTimeOffset.UtcNow.AddDays(30));
        await Market.Schedule(planned);
        await Market.Reschedule(planned with { ClosesAt = planned.ClosesAt.AddDays(1) }, "otto", "rain");
        await Market.Unschedule(1, "otto", "snow");

        silo.ActFor("auditor", "ann");
        Assert.Equal(
            "olga", Assert.Single(await Market.Inspections(null, 0, 10)).Inspection.By);
        Assert.All(await Market.Audit(0, 100), entry => Assert.Equal("olga", entry.By));
    }

    [Fact]
    public async Task Max_fees_of_a_statement_are_its_sellers_until_the_market_is_settled()
    {
        await OpenWithBids();
        silo.ActFor("operator", "olga", "east");
        await Market.Clear(new RoundTerms(1, new CubicFeet(60)));

        silo.ActFor("seller", "acme");
        Assert.Equal(9, await MaxFee());
        silo.ActFor("auditor", "ann");
        Assert.Equal(9, await MaxFee());
        silo.ActFor("operator", "olga", "east");
        Assert.Equal(5, await MaxFee());
        await Market.Settle();
        await Eventually.Holds(
            async () => (await Seller("acme").Statement(_market))!.Final, "the settlement is told");
        Assert.Equal(9, await MaxFee());

        async Task<long> MaxFee()
        {
            Statement? seen = null;
            await Eventually.Holds(
                async () => (seen = await Seller("acme").Statement(_market)) is not null, "a statement");
            return Assert.Single(seen!.Awards).MaxFee.Micros / 1_000_000;
        }
    }

    [Fact]
    public async Task Max_fees_of_a_result_that_binds_nobody_are_its_sellers_until_the_settlement()
    {
        await OpenWithBids(contest: 3_600);
        silo.ActFor("operator", "olga", "east");
        await Market.Clear(new RoundTerms(1, new CubicFeet(60)));

        silo.ActFor("seller", "acme");
        Assert.Equal(9, await MaxFee());
        silo.ActFor("operator", "olga", "east");
        Assert.Equal(5, await MaxFee());

        async Task<long> MaxFee() => Assert.Single(Assert.Single(
            await Seller("acme").Contested(_market)).Awards).MaxFee.Micros / 1_000_000;
    }

    [Fact]
    public async Task A_seller_gets_the_rations_of_its_base_in_parts_per_million()
    {
        var period = Period.Of(DateOnly.FromDateTime(DateTime.UtcNow), PeriodKind.Month);
        await Announce(period);

        silo.ActFor("operator", "olga", "east");
        var exact = (await InZone("acme").Base($"{period}"))!;
        silo.ActFor("auditor", "ann");
        Assert.Equal(exact.Base.Record.Ration, (await InZone("acme").Base($"{period}"))!.Base.Record.Ration);
        silo.ActFor("seller", "acme");
        var own = (await InZone("acme").Base($"{period}"))!;

        Assert.Equal(RationKind.AboveFloor, exact.Base.Record.Ration.Kind);
        Assert.NotEqual(1_000_000, exact.Base.Record.Ration.Denominator);
        Assert.Equal(
            exact.Run.Bases.Select(planned => planned.Record.Ration.ForSellers()),
            own.Run.Bases.Select(planned => planned.Record.Ration));
        Assert.Equal(exact.Base.Record.Ration.ForSellers(), own.Base.Record.Ration);
        Assert.Equal(exact.Base.BaseVolume, own.Base.BaseVolume);
        Assert.Equal(exact.Change.ChangeVolume, own.Change.ChangeVolume);
    }

    private IZoneSellerGrain InZone(string seller) =>
        silo.Client.GetGrain<IZoneSellerGrain>(ZoneKey.OfSeller("east/zoned", seller));

    // Confirms a run that is short of space for two sellers.
    private async Task Announce(Period period)
    {
        var zone = silo.Client.GetGrain<IZoneGrain>("east/zoned");
        silo.ActFor("operator", "olga", "east");
        var terms = new ZoneTerms("UTC", PeriodKind.Month, "USD", 2, new AllocationConfig());
        await zone.Configure(terms);
        var last = period.FirstDay.AddDays(-1);
        foreach (var (seller, sold) in new[] { ("acme", 7_000), ("bob", 9_000) })
        {
            await InZone(seller).SetProfile(new(new DateOnly(2020, 1, 1), Plan.Professional));
            await InZone(seller).Report(
            [
                .. Enumerable.Range(0, 110).Select(back => new DayReport(
                    $"d{back}", last.AddDays(-back), 0, new() { UsedVolume = 300, SoldMilliVolume = sold })),
            ]);
        }
        await zone.Begin(new("r", $"{period}", [100]));
        await Reaches(RunStage.Draft);
        await zone.Confirm(new("c", "r"));
        await Reaches(RunStage.Offering);

        Task Reaches(RunStage stage) => Eventually.Holds(
            async () => (await zone.Run("r"))?.Stage >= stage, $"the run is {stage}");
    }

    private static (long Held, long Pool, long Pending, long OnOffer, int OpenBids, string Seed, int Caps)
        Sealed(MarketReport report) => (
            report.Held.Value, report.Pool.Value, report.PendingCapacity.Value, report.OnOffer.Value,
            report.OpenBidsFrom, report.Config!.LotterySeed, report.Config.SellerCaps.Length);

    private ISellerGrain Seller(string id) => silo.Client.GetGrain<ISellerGrain>(id);

    // Two sellers with a bid each, of which the later one is the lower.
    private async Task OpenWithBids(int contest = 0)
    {
        silo.ActFor("operator", "olga", "east");
        await Market.Open(new MarketConfig
        {
            TieRule = TieRule.SeededLottery,
            LotterySeed = "dice",
            ContestWindowSeconds = contest,
            SellerCaps = [new("carol", new CubicFeet(7))],
        });
        foreach (var (seller, fee) in new[] { ("acme", 9), ("bob", 5) })
        {
            silo.ActFor("seller", seller);
            await Seller(seller).Place(
                _market, new Bid($"b-{seller}", seller, new Fee(fee * 1_000_000), new CubicFeet(50)));
        }
    }
}
