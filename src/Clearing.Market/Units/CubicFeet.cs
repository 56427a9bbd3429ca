namespace Clearing.Market.Units;

/// <summary>A volume in whole cubic feet.</summary>
/// <param name="Value">Cubic feet; negative only as a capacity change or a pool in deficit.</param>
[GenerateSerializer, Alias("Clearing.CubicFeet"), Immutable]
public readonly record struct CubicFeet(long Value) : IComparable<CubicFeet>
{
    /// <summary>Orders volumes from small to large.</summary>
    public int CompareTo(CubicFeet other) => Value.CompareTo(other.Value);
}
