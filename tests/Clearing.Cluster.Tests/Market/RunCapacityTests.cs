using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Zones;
using Clearing.Contracts;
using Clearing.Market;

namespace Clearing.Cluster.Tests.Market;

/// <summary>Capacity changes in the name of a zone's run.</summary>
public sealed class RunCapacityTests : IAsyncLifetime
{
    private const string Zone = "us-east/runs";

    private static readonly Period Present =
        Period.Of(DateOnly.FromDateTime(DateTime.UtcNow), PeriodKind.Month);

    private MarketCluster _cluster = null!;

    private IZoneGrain ZoneGrain => _cluster.Grains.GetGrain<IZoneGrain>(Zone);

    private IRoundGrain Market => _cluster.Grains.GetGrain<IRoundGrain>($"{Zone}/{Present}");

    public async Task InitializeAsync() => _cluster = await MarketCluster.Start();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    // While silos of two versions run, zones of the earlier one offer by the operators' method.
    [Fact]
    public async Task A_zone_of_an_earlier_version_offers_what_no_operator_may()
    {
        var change = CapacityChange.OfRun("r", new(5));
        await Market.Open(new MarketConfig());
        Assert.Equal(CapacityStatus.IdMalformed, await By("olga", () => Market.ChangeCapacity(change)));
        Assert.Equal(0, (await Market.Report()).PendingCapacity.Value);

        Assert.Equal(CapacityStatus.Changed, await Market.ChangeCapacity(change));
        Assert.Equal(CapacityStatus.Changed, await By("olga", () => Market.ChangeCapacity(change)));
        Assert.Equal(5, (await Market.Report()).PendingCapacity.Value);
    }

    [Fact]
    public async Task Two_operators_approve_what_a_run_waits_to_take_away_and_nothing_else_in_its_name()
    {
        await Market.Open(new MarketConfig { FourEyesCut = new CubicFeet(1) });
        await Waits("r", capacity: 10, bases: 300);
        var offered = (await ZoneGrain.Run("r"))!.Offered();
        Assert.Equal(-290, offered.Delta.Value);

        Assert.Equal("IdMalformed", (await Propose("less", offered with { Delta = new(-289) })).Refusal);
        Assert.Equal("IdMalformed", (await Propose("none", CapacityChange.OfRun("s", new(-290)))).Refusal);
        Assert.Equal(ApprovalStatus.Done, (await Propose("p", offered)).Status);
        Assert.Equal(ApprovalStatus.Done, (await By("omar", () => Market.Approve("p"))).Status);

        await Eventually.Holds(
            async () => await ZoneGrain.Run("r") is { Stage: RunStage.Confirmed, Offer: CapacityStatus.Changed },
            "the run goes on");
        Assert.Equal(-290, (await Market.Report()).PendingCapacity.Value);
        Assert.Equal("IdMalformed", (await Propose("late", offered)).Refusal);
    }

    private Task<ApprovalReceipt> Propose(string id, CapacityChange change) =>
        By("olga", () => Market.Propose(id, new(Capacity: change), "there is less space"));

    private async Task Waits(string run, long capacity, long bases)
    {
        await ZoneGrain.Configure(new("UTC", PeriodKind.Month, "USD", 2, new AllocationConfig()));
        await _cluster.Grains.GetGrain<IZoneSellerGrain>(ZoneKey.OfSeller(Zone, "s"))
            .SetProfile(new(new DateOnly(2020, 1, 1), Plan.Professional));
        await ZoneGrain.Override(new($"{Present}", "s", bases, "as agreed"));
        Assert.Equal(RunStatus.Begun, await ZoneGrain.Begin(new(run, $"{Present}", [capacity])));
        await Reaches(run, RunStage.Draft);
        Assert.Equal(ConfirmStatus.Confirmed, await ZoneGrain.Confirm(new("c", run)));
        await Reaches(run, RunStage.Offering);
    }

    private Task Reaches(string run, RunStage stage) => Eventually.Holds(
        async () => (await ZoneGrain.Run(run))!.Stage >= stage, $"{run} is {stage}");

    private static async Task<TAnswer> By<TAnswer>(string name, Func<Task<TAnswer>> act)
    {
        RequestContext.Set(CallContext.By, name);
        return await act();
    }
}
