namespace Clearing.Simulation;

/// <summary>Decides from the seed when a fault hits, and counts the hits.</summary>
internal sealed class Faults(
    Chance chance, World world, Coverage coverage, Func<Chance, FaultPlan> plan)
{
    public FaultPlan Plan { get; } = plan(chance);

    public Chance Chance { get; } = chance.Fork();

    /// <summary>False once faults have stopped.</summary>
    public bool IsOn { get; private set; } = true;

    /// <summary>Stops all faults.</summary>
    public void Stop()
    {
        world.Note("faults stop");
        IsOn = false;
    }

    /// <summary>True if the fault hits now, by its rate.</summary>
    public bool Hits(FaultKind kind, Phase phase, string where)
    {
        if (!IsOn || !Chance.PerMille(Plan[kind])) { return false; }
        Count(kind, phase, where);
        return true;
    }

    public void Count(FaultKind kind, Phase phase, string where)
    {
        coverage.Hit(kind, phase);
        world.Note($"FAULT {kind} in {phase}: {where}");
    }
}
