namespace Clearing.Allocation.Attributions;

/// <summary>A line as it was posted.</summary>
/// <param name="Line">The line.</param>
/// <param name="Number">Runs from 1 for each day: <c>attribution/day/number</c>.</param>
/// <param name="DeltaMinor">Its result less that of the day's line before; may be 0.</param>
[GenerateSerializer, Alias("Clearing.PostedLine"), Immutable]
public sealed record PostedLine(AttributionLine Line, int Number, Int128 DeltaMinor);
