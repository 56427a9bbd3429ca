using Clearing.Contracts;
using Clearing.Market;

namespace Clearing.Simulation;

/// <summary>
/// One run in which only calls get lost, and nobody is reminded. Crashes and reminders allow much
/// that must not happen without them: here a round that is due clears by its timer alone, notices
/// whose calls got lost are sent again by theirs, and a bid comes under the cap of the base limit
/// that its seller has at that moment.
/// </summary>
public sealed class CalmRun : SeededRun
{
    private const string Key = "us-east/standard/2026-Q1";
    private const int Rounds = 3;
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromMinutes(20);

    // A due round waits for one write, and for no call.
    private static readonly TimeSpan ClearsWithin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FaultsAfterTheLast = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan TellsWithin = TimeSpan.FromSeconds(30);

    private readonly string[] _sellers;
    private readonly MarketConfig _config;
    private readonly Dictionary<string, List<long>> _caps = [];

    private CalmRun(long seed, TextWriter? reader)
        : base(seed, reader, plan: FaultPlan.DrawCalm)
    {
        _sellers = [.. Enumerable.Range(1, Chance.Between(3, 8)).Select(n => $"seller-{n}")];
        _config = new MarketConfig
        {
            CapShareOfBasePpm = 200_000,
            CapFloor = new CubicFeet(Chance.Between(5, 200)),
        };
    }

    private IRoundGrain Market => Cluster.Clients.GetGrain<IRoundGrain>(Key);

    /// <summary>Runs a seed.</summary>
    /// <param name="seed">Decides everything.</param>
    /// <param name="reader">Where a readable trace goes; null for none.</param>
    public static Outcome Of(long seed, TextWriter? reader = null) =>
        new CalmRun(seed, reader).Go();

    /// <summary>The first of some seeds that fails, and how; null if none does.</summary>
    /// <param name="from">The first seed.</param>
    /// <param name="most">The most seeds to run.</param>
    public static (long Seed, string Violation)? FirstFailure(long from, int most) =>
        FirstFailure(seed => Of(seed), from, most);

    private protected override string Kind => "calm";

    private protected override void Live()
    {
        var life = LiveThrough(Trade, MaxLifetime);
        Expect(life);
        World.RunUntil(() => false, FaultsAfterTheLast);
        World.Soon(null, EndFaults);
        World.RunUntil(() => false, TellsWithin - FaultsAfterTheLast);
        var untold = new Truth(Storage.Opened()).Market(Key).UntoldCount;
        if (untold > 0)
        {
            World.Violations.Add($"{untold} notices were not told within {TellsWithin}.");
        }
        CheckCaps();
    }

    private async Task Trade()
    {
        await Insist(() => Market.Open(_config));
        for (var round = 1; round <= Rounds; round++)
        {
            await Bid(round);
            // Its timer is set when it is scheduled, if the close is less than 15 s away.
            var scheduled = new ScheduledRound(
                new RoundTerms(round, new CubicFeet(5 * _sellers.Length)),
                World.Date + Chance.Wait(0, 14_000));
            await Insist(() => Market.Schedule(scheduled));
            var wait = scheduled.ClosesAt - World.Date;
            await World.Delay((wait > TimeSpan.Zero ? wait : TimeSpan.Zero) + ClearsWithin);
            CheckCleared(round);
        }
    }

    private async Task Bid(int round)
    {
        foreach (var name in _sellers)
        {
            var seller = Cluster.Clients.GetGrain<ISellerGrain>(name);
            var limit = Chance.Between(0, 2_000);
            await Insist(async () =>
            {
                await seller.SetBase(new("us-east", "standard", new CubicFeet(limit)));
                return true;
            });
            // The rule in other words: a fifth, or the floor if that is more.
            ExpectCap(name, limit / 5 < _config.CapFloor.Value ? _config.CapFloor.Value : limit / 5);
        }
        // All at once, so that bids of sellers with other limits are handed over together.
        await Task.WhenAll(_sellers.Select(name => Place(name, round)));
    }

    private Task Place(string name, int round)
    {
        var bid = new Bid($"b-{round}", name, new Fee(1_000_000 - round), new CubicFeet(5));
        return Insist(() => Cluster.Clients.GetGrain<ISellerGrain>(name).Place(Key, bid));
    }

    private void ExpectCap(string seller, long cap)
    {
        if (!_caps.TryGetValue(seller, out var caps)) { _caps[seller] = caps = []; }
        if (caps.Count == 0 || caps[^1] != cap) { caps.Add(cap); }
    }

    private void CheckCaps()
    {
        var set = new Truth(Storage.Opened()).InMarket<SellerCapSet>(Key)
            .ToLookup(happened => happened.Seller, happened => happened.Cap.Value);
        foreach (var (seller, caps) in _caps)
        {
            if (set[seller].SequenceEqual(caps)) { continue; }
            World.Violations.Add(
                $"{seller}'s caps were {string.Join(", ", set[seller])}; "
                + $"its base limits give {string.Join(", ", caps)}.");
        }
    }

    private void CheckCleared(int round)
    {
        if (!new Truth(Storage.Opened()).Market(Key).Rounds.ContainsKey(round))
        {
            World.Violations.Add($"Round {round} did not clear within {ClearsWithin} of its time.");
        }
    }
}
