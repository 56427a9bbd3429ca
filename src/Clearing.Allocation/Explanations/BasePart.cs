namespace Clearing.Allocation.Explanations;

/// <summary>A part of the change of a base, in the order of their replacement.</summary>
[GenerateSerializer, Alias("Clearing.BasePart")]
public enum BasePart
{
    /// <summary>The bounds of the rules.</summary>
    Rules = 0,

    /// <summary>The projected need.</summary>
    Projection = 1,

    /// <summary>The score.</summary>
    Score = 2,

    /// <summary>The use of extra space.</summary>
    Use = 3,

    /// <summary>The base before, from which a step is measured.</summary>
    Previous = 4,

    /// <summary>How scarce the zone's space was.</summary>
    Ration = 5,

    /// <summary>The stage: it explains all of the change if it is a different one.</summary>
    Stage = 6,

    /// <summary>The base before had been cut within its period; the cut ended with it.</summary>
    Cut = 7,

    /// <summary>The extra space that awards give: a part of the allocation, not of the base.</summary>
    Awards = 8,
}
