using Clearing.Allocation.Facts;

namespace Clearing.Formats;

/// <summary>A row of a file of day reports.</summary>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Seller">The seller's id.</param>
/// <param name="Report">The report.</param>
public sealed record FactRow(long Line, string Seller, DayReport Report);
