using System.Collections.Immutable;

namespace Clearing.Allocation.Attributions;

/// <summary>A page of a seller's lines in a market.</summary>
/// <param name="Lines">The newest line of each day, ascending.</param>
/// <param name="IncrementalMinor">
/// The incremental sales of all days of the market, not only of this page, in minor units.
/// </param>
[GenerateSerializer, Alias("Clearing.LinePage"), Immutable]
public sealed record LinePage(ImmutableArray<PostedLine> Lines, Int128 IncrementalMinor);
