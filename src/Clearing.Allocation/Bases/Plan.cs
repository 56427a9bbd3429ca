namespace Clearing.Allocation.Bases;

/// <summary>A seller's plan.</summary>
[GenerateSerializer, Alias("Clearing.Plan")]
public enum Plan
{
    /// <summary>The plan of a business; the default without a profile.</summary>
    Professional = 0,

    /// <summary>A small plan with a fixed base and no overage fees.</summary>
    Individual = 1,
}
