using System.Collections.Immutable;
using System.Globalization;

namespace Clearing.Market.Sellers;

/// <summary>
/// What one fact changed in the incremental sales of one market, as the seller's zone hands it over.
/// </summary>
/// <param name="Market">The market, <c>region/storageType/period</c>.</param>
/// <param name="Number">
/// Runs from 1 in the market without gaps. The account accepts each number once, in rising order.
/// </param>
/// <param name="Cause">
/// The fact's id; of what no fact caused, the id that the system made for it.
/// </param>
/// <param name="Lines">The days whose result changed, ascending; one or more.</param>
[GenerateSerializer, Alias("Clearing.DaySales"), Immutable]
public sealed record DaySales(
    string Market, int Number, string Cause, ImmutableArray<DaySale> Lines);

/// <summary>By how much a line changed the result of its day.</summary>
/// <param name="Day">A date in the zone's time zone.</param>
/// <param name="Line">The line's number, from 1 for each day.</param>
/// <param name="Delta">Minor units of the market's currency; not 0.</param>
[GenerateSerializer, Alias("Clearing.DaySale"), Immutable]
public readonly record struct DaySale(DateOnly Day, int Line, Money Delta)
{
    /// <summary>The line's name in the ledger: <c>attribution/2026-11-03/1</c>.</summary>
    public string Reference => string.Create(
        CultureInfo.InvariantCulture, $"attribution/{Day:yyyy-MM-dd}/{Line}");
}
