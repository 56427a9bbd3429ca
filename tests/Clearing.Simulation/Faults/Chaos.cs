namespace Clearing.Simulation;

/// <summary>The faults that occur spontaneously: crashes and clock faults.</summary>
internal sealed class Chaos
{
    private readonly World _world;
    private readonly Faults _faults;
    private readonly Cluster _cluster;
    private int _nextCrash;

    public Chaos(World world, Faults faults, Cluster cluster)
    {
        (_world, _faults, _cluster) = (world, faults, cluster);
        _nextCrash = TurnsToCrash();
        world.BeforeTurn = MaybeCrash;
        if (faults.Plan.MsPerClockFault > 0) { WaitForClock(); }
    }

    /// <summary>A crash can come before any turn.</summary>
    private void MaybeCrash()
    {
        if (!_faults.IsOn || _world.Turns < _nextCrash) { return; }
        _nextCrash = _world.Turns + TurnsToCrash();
        var all = _faults.Chance.PerMille(_faults.Plan.CrashesOfAllPerMille);
        _cluster.Crash(all ? FaultKind.CrashOfAll : FaultKind.CrashOfOne);
    }

    private int TurnsToCrash() => _faults.Plan.TurnsPerCrash == 0
        ? int.MaxValue / 2
        : _faults.Chance.Between(1, 2 * _faults.Plan.TurnsPerCrash);

    private void WaitForClock() => _world.After(
        _faults.Chance.Wait(1, 2 * _faults.Plan.MsPerClockFault), null, () =>
        {
            if (!_faults.IsOn) { return; }
            if (_cluster.Alive.Any()) { Disturb(_faults.Chance.Pick([.. _cluster.Alive])); }
            WaitForClock();
        });

    private void Disturb(Silo silo)
    {
        var by = _faults.Chance.Pick(
            [TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.FromDays(1)]);
        switch (_faults.Chance.Below(4))
        {
            case 0:
                _faults.Count(FaultKind.ClockForward, Phase.Idle, $"{silo.Name} by {by}");
                silo.Clock.Jump(by);
                break;
            case 1:
                _faults.Count(FaultKind.ClockBack, Phase.Idle, $"{silo.Name} by {by}");
                silo.Clock.Jump(-by);
                break;
            case 2:
                _faults.Count(FaultKind.ClockFrozen, Phase.Idle, silo.Name);
                silo.Clock.Freeze();
                break;
            default:
                silo.Clock.SetRight();
                break;
        }
    }
}
