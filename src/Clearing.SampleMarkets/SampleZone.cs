using System.Globalization;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Projections;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Zones;

namespace Clearing.SampleMarkets;

/// <summary>
/// The zone of the story: two years of days of four sellers, and their bases of the last period and
/// of this one. The shop sold more and more, and then held too much for a quarter.
/// </summary>
/// <param name="grains">The cluster.</param>
/// <param name="zone">The zone, which is not configured yet.</param>
/// <param name="today">Today, UTC.</param>
internal sealed class SampleZone(IGrainFactory grains, string zone, DateOnly today)
{
    /// <summary>The base that the shop gets.</summary>
    public const long ShopsBase = 720;

    private const int Days = 760;
    private const long Plenty = 1_000_000;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    // Cubic feet in use, and thousandths sold a day: never more in use than the base will be.
    private static readonly (string Seller, long Used, long Sold)[] Neighbours =
        [("garden-house", 900, 19_000), ("toy-barn", 400, 9_000), ("sun-and-sea", 650, 13_500)];

    private IZoneGrain Grain => grains.GetGrain<IZoneGrain>(zone);

    /// <summary>
    /// Takes the facts, and announces two periods. The first leaves nothing to its market.
    /// </summary>
    /// <returns>How many cubic feet the market of this period was offered.</returns>
    public async Task<long> Announce()
    {
        var period = Period.Of(today, PeriodKind.Quarter);
        await Configure(new AllocationConfig { MarketSharePpm = 0 });
        await Report();
        var before = await Draft($"draft-{period.Previous}", period.Previous, Plenty);
        await Confirm(
            $"run-{period.Previous}", period.Previous, (long)before.Shares[0].Sum.TargetVolume,
            RunStage.Offering);

        var rules = new AllocationConfig();
        await Configure(rules);
        var draft = await Draft($"draft-{period}", period, Plenty);
        var shop = await Seller(HalloweenStory.Shop).Draft($"draft-{period}");
        var run = await Confirm(
            $"run-{period}", period, Capacity(draft.Shares[0].Sum, shop!.Base.Steps!.TargetVolume, rules),
            RunStage.Confirmed);
        await PlanEvents();
        return (long)run.OfferedVolume(0);
    }

    // They come after both runs and change no base that is announced.
    private async Task PlanEvents()
    {
        var sale = new EventPlan(
            "winter-sale", today.AddDays(60), today.AddDays(73), 1_500_000, Note: "a sale after the season");
        var launch = new EventPlan(
            "carnival", today.AddDays(80), today.AddDays(100), null, 180_000,
            "costumes for carnival, new in the range");
        var fair = new EventPlan(
            "garden-fair", today.AddDays(30), today.AddDays(36), 2_000_000, Note: "a fair in our town");
        var shop = Seller(HalloweenStory.Shop);
        Demand(await shop.ProposeEvent(sale), EventPlanStatus.Recorded);
        RequestContext.Set(CallContext.By, "olga");
        Demand(
            await shop.DecideEvent(new(sale.Id, EventState.Confirmed, "sold like this last year too")),
            EventDecisionStatus.Decided);
        RequestContext.Remove(CallContext.By);
        Demand(await shop.ProposeEvent(launch), EventPlanStatus.Recorded);
        Demand(await Seller("garden-house").ProposeEvent(fair), EventPlanStatus.Recorded);
    }

    // So much that the shop's share of it is the base it is to get.
    private static long Capacity(ZoneSum sum, long target, AllocationConfig rules)
    {
        var floors = rules.FloorVolume * (Int128)sum.RegularSellers;
        var above = ShopsBase - rules.FloorVolume;
        var room = floors + (above * (sum.TargetVolume - floors) + target - rules.FloorVolume - 1)
            / (target - rules.FloorVolume);
        return (long)(room * 1_000_000 / (1_000_000 - rules.MarketSharePpm));
    }

    private async Task Configure(AllocationConfig rules) => Demand(
        await Grain.Configure(new(TimeZoneInfo.Utc.Id, PeriodKind.Quarter, "USD", 2, rules)),
        ZoneStatus.Configured);

    private Task Report()
    {
        var thisCutOff = PeriodCalendar.Of(Period.Of(today, PeriodKind.Quarter), new()).CutOffDay;
        var overstock = thisCutOff.AddDays(-13 * 7);
        return Task.WhenAll(
            Neighbours.Select(one => Report(one.Seller, _ => Day(one.Used, one.Sold, excessPercent: 8)))
                .Append(Report(HalloweenStory.Shop, day => day <= overstock
                    ? Day(600, 15_000, excessPercent: 8)
                    : Day(690, 16_500, excessPercent: 62) with { InStockPpm = 780_000 })));
    }

    private async Task Report(string seller, Func<DateOnly, DayFigures> figures)
    {
        var grain = Seller(seller);
        await grain.SetProfile(new(today.AddYears(-4), Plan.Professional));
        var answers = await grain.Report([.. Enumerable.Range(1, Days).Select(ago => today.AddDays(-ago))
            .Select(day => new DayReport(
                day.ToString("yyyyMMdd", CultureInfo.InvariantCulture), day, 0, figures(day)))]);
        foreach (var answer in answers) { Demand(answer, FactStatus.Recorded); }
    }

    private static DayFigures Day(long used, long sold, int excessPercent) => new()
    {
        UsedVolume = used,
        InboundVolume = 0,
        SoldMilliVolume = sold,
        UnitsSold = sold / 500,
        OnHandUnits = 2 * used,
        ExcessUnits = 2 * used * excessPercent / 100,
        StrandedUnits = 2 * used * excessPercent / 500,
        InStockPpm = 940_000,
        SalesMinor = sold * 11,
    };

    private async Task<RunReport> Draft(string run, Period period, long capacity)
    {
        Demand(await Grain.Begin(new(run, $"{period}", [capacity])), RunStatus.Begun);
        return await Until(run, RunStage.Draft);
    }

    private async Task<RunReport> Confirm(string run, Period period, long capacity, RunStage until)
    {
        await Draft(run, period, capacity);
        Demand(await Grain.Confirm(new($"confirm-{run}", run)), ConfirmStatus.Confirmed);
        return await Until(run, until);
    }

    private async Task<RunReport> Until(string run, RunStage stage)
    {
        while (true)
        {
            if (await Grain.Run(run) is { } report && report.Stage >= stage) { return report; }
            await Task.Delay(BetweenLooks);
        }
    }

    private IZoneSellerGrain Seller(string seller) =>
        grains.GetGrain<IZoneSellerGrain>(ZoneKey.OfSeller(zone, seller));

    private void Demand<TStatus>(TStatus status, TStatus done)
        where TStatus : struct, Enum =>
        SampleException.ThrowUnless(zone, status, done);
}
