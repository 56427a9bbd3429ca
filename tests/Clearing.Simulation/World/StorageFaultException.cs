namespace Clearing.Simulation;

/// <summary>A failure of simulated storage.</summary>
internal sealed class StorageFaultException(string message) : IOException(message);
