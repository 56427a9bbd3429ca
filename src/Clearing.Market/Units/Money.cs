using System.Globalization;

namespace Clearing.Market.Units;

/// <summary>An amount in minor units of a market's currency: cents, yen, fils.</summary>
/// <remarks>
/// 128 bits hold any charge the market can make: a fee and a volume of 63 bits each.
/// </remarks>
/// <param name="Minor">Minor units; negative for a credit.</param>
[GenerateSerializer, Alias("Clearing.Money"), Immutable]
public readonly record struct Money(Int128 Minor) : IComparable<Money>
{
    /// <summary>No money.</summary>
    public static Money Zero => default;

    /// <summary>The sum of two amounts of one currency.</summary>
    public static Money operator +(Money a, Money b) => new(a.Minor + b.Minor);

    /// <summary>The difference of two amounts of one currency.</summary>
    public static Money operator -(Money a, Money b) => new(a.Minor - b.Minor);

    /// <summary>The opposite amount.</summary>
    public static Money operator -(Money a) => new(-a.Minor);

    /// <summary>The smaller of two amounts of one currency.</summary>
    public static Money Min(Money a, Money b) => a < b ? a : b;

    /// <summary>True if the first amount is smaller.</summary>
    public static bool operator <(Money a, Money b) => a.Minor < b.Minor;

    /// <summary>True if the first amount is larger.</summary>
    public static bool operator >(Money a, Money b) => a.Minor > b.Minor;

    /// <summary>True if the first amount is not larger.</summary>
    public static bool operator <=(Money a, Money b) => a.Minor <= b.Minor;

    /// <summary>True if the first amount is not smaller.</summary>
    public static bool operator >=(Money a, Money b) => a.Minor >= b.Minor;

    /// <summary>Orders amounts of one currency from low to high.</summary>
    public int CompareTo(Money other) => Minor.CompareTo(other.Minor);

    /// <summary>The amount with its unit, for messages: <c>-500 minor units</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Minor} minor units");
}
