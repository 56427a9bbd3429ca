using System.Collections.Immutable;
using Clearing.Market;

namespace Clearing.Grains.Events;

/// <summary>A fact in the erasure of sellers; all of them are on the stream <c>erased</c>.</summary>
public abstract record ErasureEvent;

/// <summary>The erasure of a seller began, and will be carried out whatever happens.</summary>
/// <param name="Number">The erasure's number, from 1.</param>
/// <param name="Seller">
/// The seller's id in a box of the seller's own key, so that it can be read until that is destroyed.
/// </param>
/// <param name="Sums">What the seller's ledger came to; each market's sums add up to zero.</param>
/// <param name="Rewrites">The streams in which the seller gets another name.</param>
/// <param name="Act">Who did it, when and why.</param>
public sealed record ErasureBegun(
    int Number, string Seller, ImmutableArray<ErasedSum> Sums,
    ImmutableArray<ErasureRewrite> Rewrites, Act Act) : ErasureEvent;

/// <summary>The sum of an account of an erased seller in a market.</summary>
/// <param name="Market">The market's key.</param>
/// <param name="Account">The account.</param>
/// <param name="Amount">Minor units, debit positive.</param>
public sealed record ErasedSum(string Market, LedgerAccount Account, Money Amount);

/// <summary>A stream that is rewritten, and the key that its rewritten events are sealed with.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Key">The key's number in its scope.</param>
public sealed record ErasureRewrite(string Stream, uint Key);

/// <summary>A stream no longer names the seller. The hashes are readable without a key.</summary>
/// <param name="Stream">The stream; it has this name from the end of the erasure on.</param>
/// <param name="Rows">Every event of it that was ever rewritten, by version.</param>
public sealed record StreamRewritten(string Stream, ImmutableArray<RewrittenRow> Rows)
    : ErasureEvent;

/// <summary>An event that was rewritten.</summary>
/// <param name="Version">The event's version.</param>
/// <param name="Was">The SHA-256 of its first payload, hex; the stream's links follow from it.</param>
/// <param name="Now">The SHA-256 of its payload now, hex.</param>
public sealed record RewrittenRow(long Version, string Was, string Now);

/// <summary>The seller's keys are destroyed, and its streams have other names.</summary>
/// <param name="Number">The erasure's number.</param>
/// <param name="Streams">The ends of the seller's streams, whose links nobody can compute again.</param>
public sealed record SellerErased(int Number, ImmutableArray<ErasedStream> Streams) : ErasureEvent;

/// <summary>A stream of an erased seller.</summary>
/// <param name="Name">Its name now.</param>
/// <param name="Version">Its last version.</param>
/// <param name="Link">The link of its last event, hex; empty in a stream that has no links.</param>
public sealed record ErasedStream(string Name, long Version, string Link);
