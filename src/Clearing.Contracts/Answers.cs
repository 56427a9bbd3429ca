using System.Collections.Immutable;
using Clearing.Market;

namespace Clearing.Contracts;

/// <summary>The answer to a clearing.</summary>
/// <param name="Status">Cleared, or the refusal.</param>
/// <param name="Report">The cleared round; null if refused.</param>
[GenerateSerializer, Alias("Clearing.ClearReceipt"), Immutable]
public sealed record ClearReceipt(ClearStatus Status, RoundReport? Report);

/// <summary>The answer to an inspection.</summary>
/// <param name="Status">Inspected, or the refusal.</param>
/// <param name="Bids">A page of the bids it may see, by sequence number; empty if refused.</param>
[GenerateSerializer, Alias("Clearing.InspectionReceipt"), Immutable]
public sealed record InspectionReceipt(InspectStatus Status, ImmutableArray<BidView> Bids)
{
    /// <summary>True if the inspection was on record before this call.</summary>
    [Id(0)]
    public bool Repeated { get; init; }
}

/// <summary>What a seller may use in one market.</summary>
/// <param name="Market">The market, <c>region/storageType/period</c>.</param>
/// <param name="Base">Its base allocation there.</param>
/// <param name="Held">Granted less released volume of its awards.</param>
/// <param name="Total">Base plus held.</param>
/// <param name="NextBase">
/// The base allocation that its reported use earns for the next period.
/// </param>
[GenerateSerializer, Alias("Clearing.Allocation"), Immutable]
public sealed record MarketAllocation(
    string Market, CubicFeet Base, CubicFeet Held, CubicFeet Total, CubicFeet NextBase);

/// <summary>One posting of a seller's ledger.</summary>
/// <param name="Number">Runs from 1 in the seller's ledger, without gaps.</param>
/// <param name="RecordedAt">When it became durable, UTC.</param>
/// <param name="Posting">The double entry.</param>
/// <param name="Terms">
/// The currency of its amounts, as the market's statement has it; null only during a rolling
/// upgrade, from a silo of a version that did not report it.
/// </param>
[GenerateSerializer, Alias("Clearing.LedgerEntry"), Immutable]
public sealed record LedgerEntry(
    long Number, DateTimeOffset RecordedAt, Posting Posting, MoneyTerms? Terms = null);
