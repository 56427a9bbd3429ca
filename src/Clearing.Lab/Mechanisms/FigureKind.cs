namespace Clearing.Lab.Mechanisms;

/// <summary>Which figures of a mechanism are meaningful.</summary>
public enum FigureKind
{
    /// <summary>Only who got what; the mechanism has no fees.</summary>
    Allocation = 0,

    /// <summary>Also fees, all from one round.</summary>
    Fees = 1,

    /// <summary>Also what early and late awards pay.</summary>
    FeesByRound = 2,

    /// <summary>Also whether an early award pays more than a later one.</summary>
    UniformFees = 3,
}
