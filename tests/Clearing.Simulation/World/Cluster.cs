using Clearing.Embedded;

namespace Clearing.Simulation;

/// <summary>Several processes over one storage, and who has which grain.</summary>
/// <remarks>
/// A grain has one place as long as that process lives. A partition gives it a second one for a
/// while: some calls go here, some there, as Orleans allows.
/// </remarks>
internal sealed class Cluster
{
    private readonly World world;
    private readonly Faults faults;
    private readonly Storage storage;
    private readonly GrainLog log;
    private readonly CallPath path;
    private readonly Silo?[] slots;
    private readonly Dictionary<GrainId, Silo> places = [];
    private readonly Dictionary<GrainId, (Silo Second, long Until)> splits = [];
    private readonly Dictionary<EmbeddedEngine, Silo> byEngine = [];
    private int lives;

    public Cluster(World world, Faults faults, Storage storage, CallGraph graph)
    {
        (this.world, this.faults, this.storage) = (world, faults, storage);
        log = new GrainLog(world);
        path = new CallPath(world, faults, this, graph);
        slots = new Silo?[faults.Plan.Silos];
        var outside = new EmbeddedEngineSeams
        {
            Turns = new OutsideTurns(world),
            Path = path,
            Time = new SiloClock(world, new Outside()),
        };
        Clients = new EmbeddedEngine(
            Silo.Options(faults.Plan),
            new SiloServices(null!, outside.Time, log), outside);
        for (var slot = 0; slot < slots.Length; slot++) { Restart(slot); }
    }

    /// <summary>Where clients call from.</summary>
    public EmbeddedEngine Clients { get; }

    public IEnumerable<Silo> Alive => slots.OfType<Silo>();

    public string NameOf(EmbeddedEngine engine) =>
        byEngine.TryGetValue(engine, out var silo) ? silo.Name : "client";

    public IOwner? OwnerOf(EmbeddedEngine engine) => byEngine.GetValueOrDefault(engine);

    /// <summary>The process that a call to a grain reaches; null if all are down.</summary>
    public Silo? Place(GrainId grain, Phase phase)
    {
        Silo[] alive = [.. Alive];
        if (alive.Length == 0) { return null; }
        if (!places.TryGetValue(grain, out var place) || !place.IsAlive)
        {
            places[grain] = place = faults.Chance.Pick(alive);
        }
        return Second(grain, place, alive, phase) ?? place;
    }

    public void Crash(FaultKind kind)
    {
        Silo[] alive = [.. Alive];
        if (alive.Length == 0) { return; }
        Silo[] dying = kind == FaultKind.CrashOfAll ? alive : [faults.Chance.Pick(alive)];
        foreach (var silo in dying)
        {
            var phases = silo.UnderWay.DefaultIfEmpty(Phase.Idle);
            foreach (var phase in phases) { faults.Count(kind, phase, silo.Name); }
            silo.Die();
            var slot = Array.IndexOf(slots, silo);
            slots[slot] = null;
            world.After(faults.Chance.Wait(10, faults.Plan.MostDownMs), null, () => Restart(slot));
        }
    }

    /// <summary>Every process runs, every clock is right, every partition is over.</summary>
    public void Heal()
    {
        for (var slot = 0; slot < slots.Length; slot++) { Restart(slot); }
        foreach (var silo in Alive) { silo.Clock.SetRight(); }
        splits.Clear();
    }

    private Silo? Second(GrainId grain, Silo place, Silo[] alive, Phase phase)
    {
        if (!faults.IsOn || alive.Length < 2) { return null; }
        if (splits.TryGetValue(grain, out var split) && split.Until > world.Now)
        {
            return split.Second.IsAlive && faults.Chance.Even() ? split.Second : null;
        }
        var where = $"{grain} beside {place.Name}";
        if (!faults.Hits(FaultKind.SecondActivation, phase, where)) { return null; }
        var second = faults.Chance.Pick([.. alive.Where(silo => silo != place)]);
        var until = world.Now + faults.Chance.Wait(10, faults.Plan.MostSplitMs).Ticks;
        splits[grain] = (second, until);
        // After it, Orleans keeps one of the two: either may be the one that was behind.
        if (faults.Chance.Even()) { places[grain] = second; }
        return second;
    }

    private void Restart(int slot)
    {
        if (slots[slot] is not null) { return; }
        var silo = new Silo($"silo{slot}.{++lives}", world, faults, storage, path, log);
        slots[slot] = silo;
        byEngine[silo.Engine] = silo;
        world.Note($"{silo.Name} starts");
        _ = silo.Start();
    }

    private sealed class Outside : IOwner
    {
        public bool IsAlive => true;
    }

    private sealed class OutsideTurns(World world) : ITurnQueue
    {
        public bool IsSequential => true;

        public void Schedule(IThreadPoolWorkItem turns) => world.Soon(null, turns.Execute);
    }
}
