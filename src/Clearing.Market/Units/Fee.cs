using System.Globalization;

namespace Clearing.Market.Units;

/// <summary>
/// A reservation fee in micros per cubic foot: 1_000_000 micros is one major unit.
/// </summary>
/// <remarks>
/// An integer: SQLite has no exact decimal, and a fee must compare equal after a round trip.
/// </remarks>
/// <param name="Micros">Millionths of the market's major currency unit; a valid fee is 0 or
/// more.</param>
[GenerateSerializer, Alias("Clearing.Fee"), Immutable]
public readonly record struct Fee(long Micros) : IComparable<Fee>
{
    /// <summary>The lower of two fees.</summary>
    public static Fee Min(Fee a, Fee b) => a < b ? a : b;

    /// <summary>True if the first fee is lower.</summary>
    public static bool operator <(Fee a, Fee b) => a.Micros < b.Micros;

    /// <summary>True if the first fee is higher.</summary>
    public static bool operator >(Fee a, Fee b) => a.Micros > b.Micros;

    /// <summary>True if the first fee is not higher.</summary>
    public static bool operator <=(Fee a, Fee b) => a.Micros <= b.Micros;

    /// <summary>True if the first fee is not lower.</summary>
    public static bool operator >=(Fee a, Fee b) => a.Micros >= b.Micros;

    /// <summary>Orders fees from low to high.</summary>
    public int CompareTo(Fee other) => Micros.CompareTo(other.Micros);

    /// <summary>The fee with its unit, for messages: <c>1250000 micros</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Micros} micros");
}
