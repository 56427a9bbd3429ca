using System.Collections.Immutable;

namespace Clearing.Market.Rounds;

/// <summary>Proves that a seller's bids were in the closed book of a round, unchanged.</summary>
/// <param name="Market">The market.</param>
/// <param name="Round">The round.</param>
/// <param name="BookHash">The hash that everyone was shown at the close.</param>
/// <param name="Blind">The round's blind, hex.</param>
/// <param name="Bids">How many bids are in the book.</param>
/// <param name="Root">The root of the tree over them, hex.</param>
/// <param name="Rows">A page of the seller's own rows, by sequence number.</param>
[GenerateSerializer, Alias("Clearing.BidProof"), Immutable]
public sealed record BidProof(
    string Market, int Round, string BookHash, string Blind, long Bids, string Root,
    ImmutableArray<ProvenRow> Rows);

/// <summary>A row of a closed book, and the way from it to the root.</summary>
/// <param name="Index">Its place in the book, from 0.</param>
/// <param name="Row">The row; what its seller could still get is left out.</param>
/// <param name="Salt">The salt of its leaf, hex.</param>
/// <param name="Path">The audit path, hex, from the leaf up.</param>
[GenerateSerializer, Alias("Clearing.ProvenRow"), Immutable]
public sealed record ProvenRow(
    long Index, BookRow Row, string Salt, ImmutableArray<string> Path);
