namespace Clearing.Lab.Mechanisms;

/// <summary>Which figures of a mechanism mean something.</summary>
public enum FigureKind
{
    /// <summary>Who got what; it takes no fee.</summary>
    Allocation = 0,

    /// <summary>And fees, all of one round.</summary>
    Fees = 1,

    /// <summary>And what early and late awards pay.</summary>
    FeesByRound = 2,

    /// <summary>And whether an early award pays more than a later one.</summary>
    UniformFees = 3,
}
