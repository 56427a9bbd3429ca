using System.Globalization;

namespace Clearing.Market.Units;

/// <summary>A volume in whole cubic feet.</summary>
/// <param name="Value">Cubic feet; negative only as a capacity change or a pool in deficit.</param>
[GenerateSerializer, Alias("Clearing.CubicFeet"), Immutable]
public readonly record struct CubicFeet(long Value) : IComparable<CubicFeet>
{
    /// <summary>The smaller of two volumes.</summary>
    public static CubicFeet Min(CubicFeet a, CubicFeet b) => a < b ? a : b;

    /// <summary>True if the first volume is smaller.</summary>
    public static bool operator <(CubicFeet a, CubicFeet b) => a.Value < b.Value;

    /// <summary>True if the first volume is larger.</summary>
    public static bool operator >(CubicFeet a, CubicFeet b) => a.Value > b.Value;

    /// <summary>True if the first volume is not larger.</summary>
    public static bool operator <=(CubicFeet a, CubicFeet b) => a.Value <= b.Value;

    /// <summary>True if the first volume is not smaller.</summary>
    public static bool operator >=(CubicFeet a, CubicFeet b) => a.Value >= b.Value;

    /// <summary>Orders volumes from small to large.</summary>
    public int CompareTo(CubicFeet other) => Value.CompareTo(other.Value);

    /// <summary>The volume with its unit, for messages: <c>600 cubic feet</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Value} cubic feet");
}
