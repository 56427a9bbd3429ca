namespace Clearing.Simulation;

/// <summary>Several processes over one storage, and the places of grains.</summary>
/// <remarks>
/// A grain has one place as long as that process lives. A partition gives it a second one for a
/// while, and calls go to either of them, as Orleans allows.
/// </remarks>
internal sealed class Cluster
{
    private readonly World _world;
    private readonly Faults _faults;
    private readonly Storage _storage;
    private readonly GrainLog _log;
    private readonly CallPath _path;
    private readonly Silo?[] _slots;
    private readonly Dictionary<GrainId, Silo> _places = [];
    private readonly Dictionary<GrainId, (Silo Second, long Until)> _splits = [];
    private readonly Dictionary<GrainEngine, Silo> _byEngine = [];
    private int _lives;

    public Cluster(World world, Faults faults, Storage storage)
    {
        (_world, _faults, _storage) = (world, faults, storage);
        _log = new GrainLog(world);
        _path = new CallPath(world, faults, this);
        _slots = new Silo?[faults.Plan.Silos];
        var outside = new GrainEngineSeams(
            new OutsideTurns(world), _path, new SiloClock(world, new Outside()), null!, null!);
        Clients = new GrainEngine(
            Silo.Options(faults.Plan),
            new SiloServices(null!, outside.Time, _log, storage.Secrets), outside);
        for (var slot = 0; slot < _slots.Length; slot++) { Restart(slot); }
    }

    /// <summary>The engine of the clients.</summary>
    public GrainEngine Clients { get; }

    public IEnumerable<Silo> Alive => _slots.OfType<Silo>();

    public string NameOf(GrainEngine engine) =>
        _byEngine.TryGetValue(engine, out var silo) ? silo.Name : "client";

    public IOwner? OwnerOf(GrainEngine engine) => _byEngine.GetValueOrDefault(engine);

    /// <summary>The process that a call to a grain reaches; null if all are down.</summary>
    public Silo? Place(GrainId grain, Phase phase)
    {
        Silo[] alive = [.. Alive];
        if (alive.Length == 0) { return null; }
        if (!_places.TryGetValue(grain, out var place) || !place.IsAlive)
        {
            _places[grain] = place = _faults.Chance.Pick(alive);
        }
        return Second(grain, place, alive, phase) ?? place;
    }

    public void Crash(FaultKind kind)
    {
        Silo[] alive = [.. Alive];
        if (alive.Length == 0) { return; }
        Silo[] dying = kind == FaultKind.CrashOfAll ? alive : [_faults.Chance.Pick(alive)];
        foreach (var silo in dying)
        {
            var phases = silo.UnderWay.DefaultIfEmpty(Phase.Idle);
            foreach (var phase in phases) { _faults.Count(kind, phase, silo.Name); }
            silo.Die();
            var slot = Array.IndexOf(_slots, silo);
            _slots[slot] = null;
            _world.After(
                _faults.Chance.Wait(10, _faults.Plan.MaxDownMs), null, () => Restart(slot));
        }
    }

    /// <summary>Restarts all processes, corrects all clocks and ends all partitions.</summary>
    public void Heal()
    {
        foreach (var (grain, split) in _splits) { LoseTheOneInFront(grain, split.Second); }
        for (var slot = 0; slot < _slots.Length; slot++) { Restart(slot); }
        foreach (var silo in Alive) { silo.Clock.SetRight(); }
        _splits.Clear();
    }

    /// <summary>A last fault: only the stale activation of a partition may be left.</summary>
    private void LoseTheOneInFront(GrainId grain, Silo behind)
    {
        if (!behind.IsAlive || !_places.TryGetValue(grain, out var place) || place == behind
            || !place.IsAlive || !_faults.Chance.Even())
        {
            return;
        }
        foreach (var phase in place.UnderWay.DefaultIfEmpty(Phase.Idle))
        {
            _faults.Count(FaultKind.CrashOfOne, phase, place.Name);
        }
        place.Die();
        _slots[Array.IndexOf(_slots, place)] = null;
        _places[grain] = behind;
    }

    private Silo? Second(GrainId grain, Silo place, Silo[] alive, Phase phase)
    {
        if (!_faults.IsOn || alive.Length < 2) { return null; }
        if (_splits.TryGetValue(grain, out var split) && split.Until > _world.Now)
        {
            return split.Second.IsAlive && _faults.Chance.Even() ? split.Second : null;
        }
        var where = $"{grain} beside {place.Name}";
        if (!_faults.Hits(FaultKind.SecondActivation, phase, where)) { return null; }
        var second = _faults.Chance.Pick([.. alive.Where(silo => silo != place)]);
        var until = _world.Now + _faults.Chance.Wait(10, _faults.Plan.MaxSplitMs).Ticks;
        _splits[grain] = (second, until);
        // After the partition Orleans keeps one of the two, which may be the stale one.
        if (_faults.Chance.Even()) { _places[grain] = second; }
        return second;
    }

    private void Restart(int slot)
    {
        if (_slots[slot] is not null) { return; }
        var silo = new Silo($"silo{slot}.{++_lives}", _world, _faults, _storage, _path, _log);
        _slots[slot] = silo;
        _byEngine[silo.Engine] = silo;
        _world.Note($"{silo.Name} starts");
        _ = silo.Start();
    }

    private sealed class Outside : IOwner
    {
        public bool IsAlive => true;
    }

    private sealed class OutsideTurns(World world) : ITurnQueue
    {
        public void Schedule(Mailbox mailbox) => world.Soon(null, mailbox.TakeTurn);
    }
}
