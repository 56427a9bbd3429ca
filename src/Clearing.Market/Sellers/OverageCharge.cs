namespace Clearing.Market.Sellers;

/// <summary>
/// What a seller's zone bills its account for use above the overage limit in a calendar month, or what
/// a later fact corrects in that bill.
/// </summary>
/// <param name="Market">The market whose period contains the month.</param>
/// <param name="Number">
/// Runs from 1 for each market. An account accepts each number once, in rising order; a repeated
/// charge changes nothing.
/// </param>
/// <param name="Reference"><c>overage/2026-11</c> of a bill; the fact's id of a correction.</param>
/// <param name="Amount">Minor units; below 0 if a correction lowers the bill.</param>
/// <param name="Currency">ISO 4217 code of the zone's currency.</param>
/// <param name="MinorExponent">Decimal digits of the minor unit, 0 to 6.</param>
[GenerateSerializer, Alias("Clearing.OverageCharge"), Immutable]
public sealed record OverageCharge(
    string Market, int Number, string Reference, Money Amount, string Currency, int MinorExponent);
