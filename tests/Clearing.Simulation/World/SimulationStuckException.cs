namespace Clearing.Simulation;

/// <summary>The simulation itself cannot continue.</summary>
internal sealed class SimulationStuckException(string message) : Exception(message);
