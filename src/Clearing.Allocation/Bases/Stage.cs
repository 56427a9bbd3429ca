namespace Clearing.Allocation.Bases;

/// <summary>How a base comes about. The first that applies is given (README, chapter 4).</summary>
[GenerateSerializer, Alias("Clearing.Stage")]
public enum Stage
{
    /// <summary>The operator set it, with a note.</summary>
    Override = 0,

    /// <summary>The individual plan has a fixed base.</summary>
    Individual = 1,

    /// <summary>The account is young: no limit, or a fixed base.</summary>
    New = 2,

    /// <summary>The base follows from need, score and use.</summary>
    Regular = 3,
}
