namespace Clearing.Simulation;

/// <summary>Everything that the clients sent and were told.</summary>
internal sealed class History
{
    public List<Command> Commands { get; } = [];

    public List<Sight> Sights { get; } = [];

    /// <summary>Failures that no client should ever see.</summary>
    public List<string> Surprises { get; } = [];
}
