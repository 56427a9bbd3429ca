using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Zones;
using Clearing.Contracts;
using Clearing.Market;

namespace Clearing.Simulation;

/// <summary>
/// One run of days: a zone confirms bases, a market grants extra space, and sellers report their
/// days during a seed's faults, even after the settlement. In the end every line and every amount
/// owed must equal a naive sum over the facts.
/// </summary>
public sealed class DaysRun : RunInZone
{
    private const int Rounds = 3;
    private const int Facts = 14;
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromMinutes(30);

    private readonly Dictionary<(string Seller, string Id), object> _sent = [];
    private readonly HashSet<(string Seller, string Id)> _recorded = [];

    private DaysRun(long seed, TextWriter? reader)
        : base(seed, reader, DaysScene.Market, MaxLifetime, DaysScene.Pace)
    {
    }

    private protected override string Kind => "days";

    /// <summary>Runs a seed.</summary>
    /// <param name="seed">The seed, which determines everything.</param>
    /// <param name="reader">Receives a readable trace; null for none.</param>
    public static Outcome Of(long seed, TextWriter? reader = null) => new DaysRun(seed, reader).Go();

    /// <summary>The first of some seeds that fails, and how; null if none does.</summary>
    /// <param name="from">The first seed.</param>
    /// <param name="most">The maximum number of seeds to run.</param>
    public static (long Seed, string Violation)? FirstFailure(long from, int most) =>
        FirstFailure(seed => Of(seed), from, most);

    private protected override void Check(ZoneTruth truth)
    {
        foreach (var seller in DaysScene.Sellers)
        {
            new DaysChecker(truth, seller, World.Violations.Add).Check();
            foreach (var (key, fact) in _sent.Where(of => of.Key.Seller == seller))
            {
                var times = truth.FactsOf(seller).Count(known => known.Equals(fact));
                if (times > 1 || (times == 0 && _recorded.Contains(key)))
                {
                    World.Violations.Add($"{key} is in the journal {times} times: {fact}");
                }
            }
        }
    }

    private protected override async Task Trade()
    {
        await Insist(
            () => Zone.Configure(new("UTC", PeriodKind.Month, "USD", 2, new AllocationConfig())),
            ZoneStatus.Configured);
        await Insist(
            () => Market.Open(new MarketConfig { CreditsFrom = CreditSource.Days }),
            OpenStatus.Opened);
        var announced = Announce();
        // Most runs announce the base first; some grant and report before it.
        if (Chance.PerMille(600)) { await announced; }
        await Task.WhenAll([announced, Clear(), .. DaysScene.Sellers.Select(Report)]);
        await Insist(Market.Settle, SettleStatus.Settled);
        await Task.WhenAll(DaysScene.Sellers.Select(ReportLate));
    }

    private async Task Announce()
    {
        foreach (var seller in DaysScene.Sellers)
        {
            var own = Days(seller);
            await Insist(
                () => own.SetProfile(new(new DateOnly(2020, 1, 1), Plan.Professional)), true);
            await Insist(
                () => Zone.Override(new(DaysScene.Period, seller, DaysScene.Base, "as agreed")),
                OverrideStatus.Set);
        }
        await Insist(() => Zone.Begin(new("run", DaysScene.Period, [1_000])), RunStatus.Begun);
        await Until(RunStage.Draft);
        await Insist(() => Zone.Confirm(new("confirm", "run")), ConfirmStatus.Confirmed);
        await Until(RunStage.Offering);
    }

    private async Task Until(RunStage stage)
    {
        while (true)
        {
            RunStage? seen = null;
            await Insist(async () => seen = (await Zone.Run("run"))?.Stage);
            if (seen >= stage) { return; }
            await World.Delay(TimeSpan.FromSeconds(1));
        }
    }

    private async Task Clear()
    {
        for (var round = 1; round <= Rounds; round++)
        {
            foreach (var name in DaysScene.Sellers)
            {
                var seller = Cluster.Clients.GetGrain<ISellerGrain>(name);
                var bid = new Bid($"{name}-{round}", name, new Fee(1_000_000 - round), new CubicFeet(60));
                await Insist(() => seller.Place(DaysScene.Market, bid));
                if (round > 1 && Chance.Even())
                {
                    var back = new Relinquishment(
                        $"back-{round}", $"{name}-1@1", name, new CubicFeet(Chance.Between(1, 30)));
                    await Insist(() => seller.Relinquish(DaysScene.Market, back));
                }
            }
            var terms = new RoundTerms(round, new CubicFeet(round == 1 ? 100 : 20));
            await Insist(() => Market.Clear(terms));
            await World.Delay(Chance.Wait(1_000, 200_000));
        }
    }

    private Task Report(string seller) => Report(seller, "d", Facts, 40_000);

    private Task ReportLate(string seller) => Report(seller, "late", Facts / 2, 3_000);

    private async Task Report(string seller, string prefix, int count, int everyMs)
    {
        for (var i = 0; i < count; i++)
        {
            await World.Delay(Chance.Wait(0, everyMs));
            var (own, id, day) = (Days(seller), $"{prefix}-{i}", DaysScene.Day(Chance, Today));
            if (Chance.PerMille(300))
            {
                var given = DaysScene.Return(Chance, id, day);
                await Send(seller, id, given, async () => (await own.Return([given]))[0]);
            }
            else
            {
                var report = DaysScene.Report(Chance, id, day);
                await Send(seller, id, report, async () => (await own.Report([report]))[0]);
            }
        }
    }

    private async Task Send(string seller, string id, object fact, Func<Task<FactStatus>> send)
    {
        _sent.Add((seller, id), fact);
        var answer = default(FactStatus);
        for (var doubled = Chance.PerMille(200); ; doubled = false)
        {
            await Insist(async () => answer = await send());
            if (answer == FactStatus.Recorded) { _recorded.Add((seller, id)); }
            if (!doubled) { return; }
        }
    }
}
