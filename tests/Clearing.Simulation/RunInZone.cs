using Clearing.Allocation.Zones;
using Clearing.Contracts;

namespace Clearing.Simulation;

/// <summary>One run in which a zone, its market and its sellers live through a seed's faults.</summary>
public abstract class RunInZone : SeededRun
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(4);

    private readonly string _market;
    private readonly string _zone;
    private readonly TimeSpan _maxLifetime;

    private protected RunInZone(
        long seed, TextWriter? reader, string market, TimeSpan maxLifetime, int pace,
        DateTimeOffset? start = null)
        : base(seed, reader, pace, start: start)
    {
        _market = market;
        _zone = ZoneKey.Of(MarketKey.Parse(market));
        _maxLifetime = maxLifetime;
    }

    private protected IRoundGrain Market => Cluster.Clients.GetGrain<IRoundGrain>(_market);

    private protected IZoneGrain Zone => Cluster.Clients.GetGrain<IZoneGrain>(_zone);

    private protected DateOnly Today => DateOnly.FromDateTime(World.Date.UtcDateTime);

    private protected IZoneSellerGrain Days(string seller) =>
        Cluster.Clients.GetGrain<IZoneSellerGrain>(ZoneKey.OfSeller(_zone, seller));

    /// <summary>What the clients do.</summary>
    private protected abstract Task Trade();

    /// <summary>Checks the journal after the quiet end.</summary>
    /// <param name="truth">What the journal holds.</param>
    private protected abstract void Check(ZoneTruth truth);

    private protected override void Live()
    {
        var life = LiveThrough(Trade, _maxLifetime);
        World.Soon(null, EndFaults);
        // Nobody calls the grains any more; hand-overs between them continue by themselves.
        World.RunUntil(() => false, Quiet);
        Expect(life);
        if (World.Violations.Count == 0) { Check(new ZoneTruth(Storage.Opened(), _market)); }
    }
}
