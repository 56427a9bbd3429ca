namespace Clearing.Market.Core;

/// <summary>Keys and the weight of each.</summary>
internal readonly ref struct Weighted(long[] keys, long[] weights, int from, int count)
{
    public readonly Span<long> Keys = keys.AsSpan(from, count);
    public readonly Span<long> Weights = weights.AsSpan(from, count);
}
