using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Projections;
using Clearing.Allocation.Zones;
using Clearing.Contracts;
using Clearing.Grains;
using Clearing.Market;

namespace Clearing.Cluster.Tests.Market;

/// <summary>
/// Of two activations of a grain, the one that was overtaken never says that nothing is to be done.
/// </summary>
public sealed class OldMemoryTests : IAsyncLifetime
{
    private const string Zone = "us-east/zoned";
    private MarketCluster _here = null!;
    private MarketCluster _there = null!;

    public async Task InitializeAsync()
    {
        _here = await MarketCluster.Start();
        _there = await MarketCluster.Start(_here.Disk);
    }

    public async Task DisposeAsync()
    {
        await _there.DisposeAsync();
        await _here.DisposeAsync();
    }

    [Fact]
    public Task A_market_that_was_resumed_is_not_taken_for_paused() => Overtaken<IRoundGrain>(
        "us-east/standard/2026-Q4",
        async market =>
        {
            await market.Open(new MarketConfig());
            Assert.Equal(PauseStatus.Done, await market.Pause("a drill"));
        },
        market => market.Resume(), market => market.Pause("a drill"));

    [Fact]
    public Task A_webhook_that_was_put_is_not_taken_for_removed() => Overtaken<IWebhookGrain>(
        "seller/w", hooks => hooks.Remove("h"), hooks => hooks.Put("h", "https://a.example/", "s", null),
        hooks => hooks.Remove("h"));

    [Fact]
    public Task A_base_that_was_changed_is_not_taken_for_the_old_one()
    {
        return Overtaken<ISellerGrain>("w1", Set(5), Set(9), Set(5));

        static Func<ISellerGrain, Task> Set(long volume) => account =>
            account.SetBase(new BaseAllocation("us-east", "standard", new CubicFeet(volume)));
    }

    [Fact]
    public async Task A_zones_rules_and_a_sellers_profile_are_not_taken_for_the_old_ones()
    {
        await Overtaken<IZoneGrain>(Zone, Set(1), Set(2), Set(1));
        await Overtaken<IZoneSellerGrain>(ZoneKey.OfSeller(Zone, "w1"), Plans(2020), Plans(2021), Plans(2020));

        static Func<IZoneGrain, Task> Set(int graceDays) => zone => zone.Configure(new(
            "UTC", PeriodKind.Month, "USD", 2, new AllocationConfig { OverageGraceDays = graceDays }));

        static Func<IZoneSellerGrain, Task> Plans(int year) => seller =>
            seller.SetProfile(new(new DateOnly(year, 1, 1), Plan.Professional));
    }

    [Fact]
    public async Task A_seller_with_a_fact_is_not_taken_for_absent()
    {
        var terms = new ZoneTerms("UTC", PeriodKind.Month, "USD", 2, new AllocationConfig());
        await _there.Grains.GetGrain<IZoneGrain>(Zone).Configure(terms);
        var fact = new DayReport("r", DateOnly.FromDateTime(DateTime.UtcNow), 0, new() { UsedVolume = 1 });
        await Overtaken<IZoneSellerRun, IZoneSellerGrain>(
            ZoneKey.OfSeller(Zone, "w1"), seller => seller.Profile(), seller => seller.Report([fact]),
            seller => seller.BillMonth(new(2026, 1, 1)));
    }

    [Fact]
    public async Task An_event_that_was_withdrawn_is_not_taken_for_confirmed()
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var plan = new EventPlan("fair", today, today.AddDays(9), 2_000_000);
        await _there.Grains.GetGrain<IZoneGrain>(Zone).Configure(
            new("UTC", PeriodKind.Month, "USD", 2, new AllocationConfig()));
        await Overtaken<IZoneSellerGrain>(
            ZoneKey.OfSeller(Zone, "w1"), Enters,
            Decides(EventState.Withdrawn, EventDecisionStatus.Decided), Decides(EventState.Confirmed));
        await Overtaken<IZoneSellerGrain>(
            ZoneKey.OfSeller(Zone, "w2"), Enters,
            Decides(EventState.Withdrawn, EventDecisionStatus.Decided), Enters);

        Task Enters(IZoneSellerGrain seller) => seller.EnterEvent(plan, "as agreed");

        static Func<IZoneSellerGrain, Task> Decides(EventState state, EventDecisionStatus? answer = null) =>
            async seller =>
            {
                var decided = await seller.DecideEvent(new("fair", state, "it is off"));
                if (answer is { } expected) { Assert.Equal(expected, decided); }
            };
    }

    [Fact]
    public async Task A_provisional_result_that_was_voided_is_not_taken_for_the_one_that_stands()
    {
        var terms = new RoundTerms(1, new CubicFeet(5));
        await Overtaken<IRoundGrain>(
            "us-east/standard/2026-Q3",
            async market =>
            {
                await market.Open(new MarketConfig { ContestWindowSeconds = 86_400 });
                await Clears(market);
            },
            async market =>
            {
                await By("olga", () => market.Propose(
                    "p", new(Void: terms with { Reserve = new Fee(7) }), "the reserve was wrong"));
                var receipt = await By("omar", () => market.Approve("p"));
                Assert.Equal(ApprovalStatus.Done, receipt.Status);
            },
            Clears);

        Task Clears(IRoundGrain market) => market.Clear(terms);

        static async Task<ApprovalReceipt> By(string name, Func<Task<ApprovalReceipt>> act)
        {
            RequestContext.Set(CallContext.By, name);
            return await act();
        }
    }

    private Task Overtaken<TGrain>(
        string key, Func<TGrain, Task> before, Func<TGrain, Task> there, Func<TGrain, Task> again)
        where TGrain : IGrainWithStringKey => Overtaken<TGrain, TGrain>(key, before, there, again);

    // The activation here answers, the one there changes that, and the one here is asked once more.
    private async Task Overtaken<TSilo, TGrain>(
        string key, Func<TGrain, Task> before, Func<TGrain, Task> there, Func<TSilo, Task> again)
        where TSilo : IGrainWithStringKey
        where TGrain : IGrainWithStringKey
    {
        await before(_here.Grains.GetGrain<TGrain>(key));
        await there(_there.Grains.GetGrain<TGrain>(key));

        await Assert.ThrowsAsync<OutcomeUnknownException>(Again);
        await Eventually.Holds(
            async () =>
            {
                await Again();
                return true;
            }, "the new activation answers");

        Task Again() => again(_here.Grains.GetGrain<TSilo>(key));
    }
}
