namespace Clearing.Market.Erasing;

/// <summary>The leaf of a bid whose seller was erased, in the tree over a closed book.</summary>
/// <param name="Index">Its place in the book, from 0.</param>
/// <param name="Hash">
/// Its hash, hex; empty in a round of version 1, whose book has one hash and no leaves.
/// </param>
public sealed record ErasedLeaf(long Index, string Hash);
