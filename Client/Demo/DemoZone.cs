using System.Collections.Immutable;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Sellers;
using Clearing.Allocation.Zones;
using Clearing.Contracts;

namespace Clearing.Client.Demo;

/// <summary>A zone of the demo, which takes facts and announces bases by the story.</summary>
internal sealed class DemoZone(DemoCluster cluster, string zone)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(5);

    private IZoneGrain Grain => cluster.Grains.GetGrain<IZoneGrain>(zone);

    internal async Task Configure()
    {
        var status = await Grain.Configure(
            new("UTC", PeriodKind.Quarter, "USD", 2, new AllocationConfig()));
        DemoCluster.Demand(status == ZoneStatus.Configured, $"{zone} is not configured: {status}");
    }

    /// <summary>Gives a seller an account that is years old.</summary>
    internal Task Know(string seller) =>
        Seller(seller).SetProfile(new(new DateOnly(2020, 5, 1), Plan.Professional));

    internal async Task Report(string seller, ImmutableArray<DayReport> days)
    {
        foreach (var page in days.Chunk(1_000))
        {
            var answers = await Seller(seller).Report([.. page]);
            DemoCluster.Demand(
                answers.All(answer => answer == FactStatus.Recorded), $"days of {seller} are refused");
        }
    }

    /// <summary>Runs a period and announces its bases; returns the base of a seller.</summary>
    internal async Task<BaseView> Announce(string period, long capacity, string seller)
    {
        var run = $"run-{period}";
        var begun = await Grain.Begin(new(run, period, [capacity]));
        DemoCluster.Demand(begun == RunStatus.Begun, $"{run} does not begin: {begun}");
        await Until(run, RunStage.Draft);
        var confirmed = await Grain.Confirm(new($"confirm-{period}", run));
        DemoCluster.Demand(
            confirmed == ConfirmStatus.Confirmed, $"{run} is not confirmed: {confirmed}");
        await Until(run, RunStage.Offering);
        return await Seller(seller).Base(period)
            ?? throw new InvalidOperationException("An announced base can be seen.");
    }

    /// <summary>Waits until the period's market has the capacity that the run left.</summary>
    internal Task Offered(string period) => Until($"run-{period}", RunStage.Confirmed);

    internal IZoneSellerGrain Seller(string seller) =>
        cluster.Grains.GetGrain<IZoneSellerGrain>(ZoneKey.OfSeller(zone, seller));

    private async Task Until(string run, RunStage stage)
    {
        while ((await Grain.Run(run))!.Stage < stage) { await Task.Delay(BetweenLooks); }
    }
}
