using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Zones;
using Clearing.Contracts;
using Clearing.Market;
using Clearing.Market.Curtailments;

namespace Clearing.Cluster.Tests.Market;

/// <summary>A zone's runs, bills and curtailments across sellers, on real grains.</summary>
public sealed class ZoneTests : IAsyncLifetime
{
    private const string Zone = "us-east/zoned";
    private const int Base = 100;
    private static readonly string[] Sellers = ["z1", "z2", "z3"];

    private static readonly Period Present =
        Period.Of(DateOnly.FromDateTime(DateTime.UtcNow), PeriodKind.Month);

    private MarketCluster _cluster = null!;

    private IZoneGrain ZoneGrain => _cluster.Grains.GetGrain<IZoneGrain>(Zone);

    public async Task InitializeAsync() => _cluster = await MarketCluster.Start();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_run_survives_a_crash_and_what_it_leaves_is_cleared_curtailed_and_billed()
    {
        var past = new DateOnly(Present.FirstDay.Year, Present.FirstDay.Month, 1).AddMonths(-2);
        await Configure();
        await Announce("past", Period.Of(past, PeriodKind.Month), crash: false);
        await Announce("present", Present, crash: true);
        var market = new Bidding(_cluster, $"{Zone}/{Present}");
        await market.Open(new MarketConfig { CreditsFrom = CreditSource.Days });
        await Reaches("present", RunStage.Confirmed);
        foreach (var seller in Sellers) { await market.Place(seller, $"bid-{seller}", 9, 60); }

        // The run left 700 of 1,000: the market has them beside the round's own 80.
        Assert.Equal(180, (await market.Clear(1, 80)).Granted.Value);
        Assert.Equal(600, (await market.Round.Report()).Pool.Value);
        await Curtail(market, 650);
        await Overuse(past);

        await market.AllTold();
        var paid = await Statements(market.Market);
        Assert.Equal(50, paid.Sum(of => of.Awards.Sum(award => award.Curtailed.Value)));
        Assert.True(paid.Sum(of => (long)of.Compensation.Minor) > 0);
        Assert.All(paid, of => Assert.Equal(of.Charge - of.CreditApplied - of.Compensation, of.Net));
    }

    [Fact]
    public async Task A_base_announced_after_the_settlement_corrects_it_and_the_seller_is_woken_until_then()
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        await Configure();
        var market = new Bidding(_cluster, $"{Zone}/{Present}");
        await market.Open(new MarketConfig { CreditsFrom = CreditSource.Days });
        await market.Place("z1", "b", 9, 60);
        await market.Clear(1, 80);
        await market.AllTold();
        var used = new DayReport("used", today, 0, new() { UsedVolume = Base + 30, SalesMinor = 13_000 });
        Assert.Equal(FactStatus.Recorded, (await Days("z1").Report([used]))[0]);
        Assert.Equal(SettleStatus.Settled, await Eventually.Answered(market.Round.Settle));
        await market.AllTold();

        var handingOver = _cluster.Gate.StopAt(append =>
            append.Stream == "seller/z1" && append.Events.Any(e => e.Type == "day_sales_accepted"));
        var announced = Announce("present", Present, crash: false);
        await handingOver;
        // After a crash here nobody would call the seller in its zone again: only a reminder helps.
        Assert.NotNull(await _cluster.Disk.Reminders.ReadRow(Days("z1").GetGrainId(), "duty"));
        _cluster.Gate.Open();
        await announced;
        await Eventually.Holds(
            async () => (await market.Seller("z1").Statement(market.Market))!.Corrections.Minor != 0,
            "the correction is posted");
    }

    private async Task Configure()
    {
        var terms = new ZoneTerms("UTC", PeriodKind.Month, "USD", 2, new AllocationConfig());
        Assert.Equal(ZoneStatus.Configured, await ZoneGrain.Configure(terms));
        foreach (var seller in Sellers)
        {
            Assert.True(await Days(seller).SetProfile(new(new DateOnly(2020, 1, 1), Plan.Professional)));
        }
    }

    private async Task Announce(string run, Period period, bool crash)
    {
        foreach (var seller in Sellers)
        {
            Assert.Equal(
                OverrideStatus.Set,
                await ZoneGrain.Override(new($"{period}", seller, Base, "as agreed")));
        }
        Assert.Equal(RunStatus.Begun, await ZoneGrain.Begin(new(run, $"{period}", [1_000])));
        if (crash) { await _cluster.Crash(); }
        await Reaches(run, RunStage.Draft);
        Assert.Equal(
            ConfirmStatus.Confirmed,
            await Eventually.Answered(() => ZoneGrain.Confirm(new($"confirm-{run}", run))));
        await Reaches(run, RunStage.Offering);
    }

    private Task Reaches(string run, RunStage stage) => Eventually.Holds(
        async () => (await ZoneGrain.Run(run))?.Stage >= stage, $"{run} is {stage}");

    private static async Task Curtail(Bidding market, long volume)
    {
        var cut = new SpaceCut("flood", new(volume), DateOnly.FromDateTime(DateTime.UtcNow));
        var taken = await Eventually.Answered(() => market.Round.Curtail(cut));
        Assert.Equal(CurtailStatus.Curtailed, taken.Status);
        Assert.Equal(600, taken.Taken!.FromPool.Value);
        var again = await Eventually.Answered(() => market.Round.Curtail(cut));
        Assert.Equal(taken.Taken.Awards.AsEnumerable(), again.Taken!.Awards);
    }

    // A late report of a month that is over is billed at once: 30 above the base, for one day.
    private async Task Overuse(DateOnly month)
    {
        foreach (var seller in Sellers)
        {
            var report = new DayReport("over", month, 0, new() { UsedVolume = Base + 30 });
            var answers = await Eventually.Answered(() => Days(seller).Report([report]));
            Assert.Equal(FactStatus.Recorded, answers[0]);
        }
        var fee = 30 * 1_000 / DateTime.DaysInMonth(month.Year, month.Month);
        var market = $"{Zone}/{Period.Of(month, PeriodKind.Month)}";
        await Eventually.Holds(
            async () => (await Statements(market)).Count(of => of.Overage.Minor == fee) == Sellers.Length,
            "everybody is billed");
    }

    private async Task<List<Statement>> Statements(string market)
    {
        var statements = new List<Statement>();
        foreach (var seller in Sellers)
        {
            if (await _cluster.Grains.GetGrain<ISellerGrain>(seller).Statement(market) is { } known)
            {
                statements.Add(known);
            }
        }
        return statements;
    }

    private IZoneSellerGrain Days(string seller) => _cluster.Grains.GetGrain<IZoneSellerGrain>(
        ZoneKey.OfSeller(Zone, seller));
}
