namespace Clearing.Allocation.Bases;

/// <summary>How a zone's regular sellers share its room.</summary>
[GenerateSerializer, Alias("Clearing.RationKind")]
public enum RationKind
{
    /// <summary>Every seller gets its target.</summary>
    None = 0,

    /// <summary>Every seller gets the floor, and a share of its target above it.</summary>
    AboveFloor = 1,

    /// <summary>Every seller gets the same share of the floor.</summary>
    BelowFloor = 2,
}
