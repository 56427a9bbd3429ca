using Clearing.Market;

namespace Clearing.Formats;

/// <summary>A row of a capacity file: one clearing of one market.</summary>
/// <param name="Region">The market without its period.</param>
/// <param name="Terms">The round's number, capacity delta and reserve fee.</param>
public sealed record CapacityRow(string Region, RoundTerms Terms);
