using Clearing.Market;

namespace Clearing.Formats;

/// <summary>The columns of a <see cref="BidTable"/> while it is being filled.</summary>
internal sealed class BidColumns(int expectedRows)
{
    internal GrowingColumn<int> Seller { get; } = new(expectedRows);

    internal GrowingColumn<int> Region { get; } = new(expectedRows);

    internal GrowingColumn<int> Round { get; } = new(expectedRows);

    internal GrowingColumn<int> Line { get; } = new(expectedRows);

    internal GrowingColumn<long> MaxFee { get; } = new(expectedRows);

    internal GrowingColumn<long> MaxVolume { get; } = new(expectedRows);

    internal GrowingColumn<long> MinVolume { get; } = new(expectedRows);

    internal GrowingColumn<TimeInForce> InForce { get; } = new(expectedRows);
}
