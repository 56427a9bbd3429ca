namespace Clearing.Lab.Runs;

/// <summary>How far a run is.</summary>
/// <param name="What">What is being simulated.</param>
/// <param name="Done">Markets done.</param>
/// <param name="Of">Markets in all.</param>
public readonly record struct LabProgress(string What, int Done, int Of);
