using Clearing.Allocation.Bases;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Zones;
using Clearing.Contracts;
using Clearing.Market;
using static Clearing.Benchmarks.WrongResultException;

namespace Clearing.Benchmarks;

/// <summary>How long after a late fact the account of a settled market is corrected.</summary>
internal static class LateFacts
{
    private const string Zone = "eu-west/standard";
    private const string Seller = "seller";
    private const int Base = 100;

    public static async Task Measure(Settings settings, Table table, Database database)
    {
        await using var cluster = await Cluster.Start(database.NewJournal(), database.Keys);
        var market = $"{Zone}/{AllocationFacts.Period}";
        var own = cluster.Grains.GetGrain<IZoneSellerGrain>(ZoneKey.OfSeller(Zone, Seller));
        var account = cluster.Grains.GetGrain<ISellerGrain>(Seller);
        await Settle(cluster, market, own, account);
        var waits = new Samples();
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        for (var number = 1; number <= settings.Runs * 20; number++)
        {
            var before = (await account.Statement(market))!.Corrections;
            var fact = new DayReport($"late-{number}", today, number, new()
            {
                UsedVolume = Base + 50,
                SalesMinor = number * 1_000,
            });
            await waits.Time(async () =>
            {
                Unless((await own.Report([fact]))[0] == FactStatus.Recorded);
                while ((await account.Statement(market))!.Corrections == before) { await Task.Yield(); }
            });
        }
        table.Row(
            $"{database.Kind}: from a late fact to its correction", Table.Count(waits.Count), "ms",
            Table.Figure(waits.Median), Table.Figure(waits.Min), Table.Figure(waits.Max), "");
    }

    // The seller holds 50 cubic feet above a base of 100, and the market is settled.
    private static async Task Settle(
        Cluster cluster, string market, IZoneSellerGrain own, ISellerGrain account)
    {
        var zone = await AllocateBenchmark.Configured(cluster, Zone);
        Unless(await own.SetProfile(new(new DateOnly(2020, 1, 1), Plan.Professional)));
        Unless(await zone.Override(new(AllocationFacts.Period.ToString(), Seller, Base, "as agreed"))
            == OverrideStatus.Set);
        Unless(await zone.Begin(new("run", AllocationFacts.Period.ToString(), [1_000]))
            == RunStatus.Begun);
        await Until(zone, RunStage.Draft);
        Unless(await zone.Confirm(new("confirm", "run")) == ConfirmStatus.Confirmed);
        await Until(zone, RunStage.Offering);
        var round = cluster.Grains.GetGrain<IRoundGrain>(market);
        Unless(await round.Open(new MarketConfig { CreditsFrom = CreditSource.Days })
            == OpenStatus.Opened);
        var bid = new Bid("bid", Seller, new Fee(9_000_000_000), new CubicFeet(50));
        Unless((await account.Place(market, bid)).Status == BidStatus.Accepted);
        Unless((await round.Clear(new RoundTerms(1, new CubicFeet(50)))).Status == ClearStatus.Cleared);
        Unless(await round.Settle() == SettleStatus.Settled);
        while (await account.Statement(market) is not { Final: true }) { await Task.Delay(5); }
    }

    private static async Task Until(IZoneGrain zone, RunStage stage)
    {
        while ((await zone.Run("run"))!.Stage < stage) { await Task.Delay(5); }
    }
}
