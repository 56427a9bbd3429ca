using System.Collections.Immutable;
using Clearing.Grains.Events;

namespace Clearing.Verification.Erasing;

/// <summary>What the erasure of a seller changes.</summary>
/// <param name="Seller">The seller.</param>
/// <param name="Number">The erasure's number; the seller becomes <c>erased-</c> and this number.</param>
/// <param name="Streams">The seller's streams, whose names and keys disappear.</param>
/// <param name="Rewrites">The streams in which the seller gets another name.</param>
/// <param name="Sums">What the seller's ledger comes to, by market and account.</param>
public sealed record ErasurePlan(
    string Seller, int Number, ImmutableArray<string> Streams,
    ImmutableArray<ErasureRewrite> Rewrites, ImmutableArray<ErasedSum> Sums)
{
    /// <summary>True if an earlier run began it; it can no longer be given up.</summary>
    public bool HasBegun { get; init; }

    /// <summary>True if an earlier run destroyed the keys, so that only the record is missing.</summary>
    public bool IsBuried { get; init; }

    /// <summary>The streams that name the seller still, or again, though an earlier run began.</summary>
    public ImmutableArray<string> Unfinished { get; init; } = [];

    /// <summary>What the seller is called from now on.</summary>
    public string Surrogate => Clearing.Grains.Events.Streams.Surrogate(Number);
}
