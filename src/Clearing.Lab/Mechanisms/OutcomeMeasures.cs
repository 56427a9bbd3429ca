namespace Clearing.Lab.Mechanisms;

/// <summary>The numbers that one mechanism gives in one market.</summary>
public static class OutcomeMeasures
{
    /// <summary>Sales from the space, dollars.</summary>
    public const int Sales = 0;

    /// <summary>Sellers' profit from those sales before fees, dollars.</summary>
    public const int Profit = 1;

    /// <summary>Cubic feet granted.</summary>
    public const int Granted = 2;

    /// <summary>Cubic feet granted to new products.</summary>
    public const int NewGranted = 3;

    /// <summary>Cubic feet that the best allocation grants to the same blocks.</summary>
    public const int Shared = 4;

    /// <summary>Cubic feet of that of new products.</summary>
    public const int NewShared = 5;

    /// <summary>Charges at final fees, dollars.</summary>
    public const int Gross = 6;

    /// <summary>Charges less credits, dollars.</summary>
    public const int Net = 7;

    /// <summary>Credits applied, dollars.</summary>
    public const int Offset = 8;

    /// <summary>Sellers that were granted volume.</summary>
    public const int Winners = 9;

    /// <summary>Sellers whose whole charge was offset.</summary>
    public const int FullyOffset = 10;

    /// <summary>Standard deviation of the round fees by their mean.</summary>
    public const int RoundFeeVariation = 11;

    /// <summary>Highest less lowest final fee, dollars per cubic foot.</summary>
    public const int Spread = 12;

    /// <summary>Mean final fee of the first round less that of the last one.</summary>
    public const int EarlyMinusLate = 13;

    /// <summary>1 if an early award pays more than a later one, otherwise 0.</summary>
    public const int EarlyPaysMore = 14;

    /// <summary>
    /// Round in which its seller arrived × cubic feet, over the volume that was granted.
    /// </summary>
    public const int RequestRound = 15;

    /// <summary>Capacity, cubic feet.</summary>
    public const int Capacity = 16;

    /// <summary>How many numbers there are.</summary>
    public const int Count = 17;
}
