using System.Collections.Immutable;
using Clearing.Market;

namespace Clearing.Contracts;

/// <summary>The answer to a clearing.</summary>
/// <param name="Status"><c>Cleared</c>, or the refusal.</param>
/// <param name="Report">The cleared round; null if clearing was refused.</param>
[GenerateSerializer, Alias("Clearing.ClearReceipt"), Immutable]
public sealed record ClearReceipt(ClearStatus Status, RoundReport? Report);

/// <summary>The answer to an inspection.</summary>
/// <param name="Status"><c>Inspected</c>, or the refusal.</param>
/// <param name="Bids">A page of the bids shown, by sequence number; empty if refused.</param>
[GenerateSerializer, Alias("Clearing.InspectionReceipt"), Immutable]
public sealed record InspectionReceipt(InspectStatus Status, ImmutableArray<BidView> Bids)
{
    /// <summary>True if the inspection was on record before this call.</summary>
    [Id(0)]
    public bool Repeated { get; init; }
}

/// <summary>The volume that a seller may use in one market.</summary>
/// <param name="Market">The market, <c>region/storageType/period</c>.</param>
/// <param name="Base">The seller's base allocation there.</param>
/// <param name="Held">The granted volume of its awards, less what was released.</param>
/// <param name="Total">Base plus held volume.</param>
/// <param name="NextBase">
/// The base allocation that its reported use earns for the next period; where a zone set the base,
/// that base, because its next run decides.
/// </param>
[GenerateSerializer, Alias("Clearing.Allocation"), Immutable]
public sealed record MarketAllocation(
    string Market, CubicFeet Base, CubicFeet Held, CubicFeet Total, CubicFeet NextBase);

/// <summary>One posting of a seller's ledger.</summary>
/// <param name="Number">Counts from 1 in the seller's ledger, without gaps.</param>
/// <param name="RecordedAt">When it was recorded, in UTC.</param>
/// <param name="Posting">The double entry.</param>
/// <param name="Terms">
/// The currency of its amounts, as in the market's statement; null only during a rolling
/// upgrade, from a silo whose version does not report it.
/// </param>
[GenerateSerializer, Alias("Clearing.LedgerEntry"), Immutable]
public sealed record LedgerEntry(
    long Number, DateTimeOffset RecordedAt, Posting Posting, MoneyTerms? Terms = null);
