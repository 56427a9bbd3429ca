namespace Clearing.Simulation;

/// <summary>The simulation itself cannot go on.</summary>
internal sealed class SimulationStuckException(string message) : Exception(message);
