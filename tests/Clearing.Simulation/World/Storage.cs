namespace Clearing.Simulation;

/// <summary>All that outlives a crash.</summary>
internal sealed class Storage
{
    public DurableJournal Journal { get; } = new();

    public GrainStates States { get; } = new();

    public Reminders Reminders { get; } = new();

    public Receivers Receivers { get; } = new();
}
