namespace Clearing.Simulation;

/// <summary>The faults that come by themselves: crashes and clocks.</summary>
internal sealed class Chaos
{
    private readonly World world;
    private readonly Faults faults;
    private readonly Cluster cluster;
    private int nextCrash;

    public Chaos(World world, Faults faults, Cluster cluster)
    {
        (this.world, this.faults, this.cluster) = (world, faults, cluster);
        nextCrash = TurnsToCrash();
        world.BeforeTurn = MaybeCrash;
        if (faults.Plan.MsPerClockFault > 0) { WaitForClock(); }
    }

    /// <summary>A crash can come before any turn.</summary>
    private void MaybeCrash()
    {
        if (!faults.IsOn || world.Turns < nextCrash) { return; }
        nextCrash = world.Turns + TurnsToCrash();
        var all = faults.Chance.PerMille(faults.Plan.CrashesOfAllPerMille);
        cluster.Crash(all ? FaultKind.CrashOfAll : FaultKind.CrashOfOne);
    }

    private int TurnsToCrash() => faults.Plan.TurnsPerCrash == 0
        ? int.MaxValue / 2
        : faults.Chance.Between(1, 2 * faults.Plan.TurnsPerCrash);

    private void WaitForClock() => world.After(
        faults.Chance.Wait(1, 2 * faults.Plan.MsPerClockFault), null, () =>
        {
            if (!faults.IsOn) { return; }
            if (cluster.Alive.Any()) { Disturb(faults.Chance.Pick([.. cluster.Alive])); }
            WaitForClock();
        });

    private void Disturb(Silo silo)
    {
        var by = faults.Chance.Pick(
            [TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.FromDays(1)]);
        switch (faults.Chance.Below(4))
        {
            case 0:
                faults.Count(FaultKind.ClockForward, Phase.Idle, $"{silo.Name} by {by}");
                silo.Clock.Jump(by);
                break;
            case 1:
                faults.Count(FaultKind.ClockBack, Phase.Idle, $"{silo.Name} by {by}");
                silo.Clock.Jump(-by);
                break;
            case 2:
                faults.Count(FaultKind.ClockFrozen, Phase.Idle, silo.Name);
                silo.Clock.Freeze();
                break;
            default:
                silo.Clock.SetRight();
                break;
        }
    }
}
