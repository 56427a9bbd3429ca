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
    /// <summary>Orders fees from low to high.</summary>
    public int CompareTo(Fee other) => Micros.CompareTo(other.Micros);
}
