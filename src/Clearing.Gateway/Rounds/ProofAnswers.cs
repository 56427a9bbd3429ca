using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>Proves that a seller's bids were in a closed book, unchanged.</summary>
internal sealed record ProofAnswer(
    string Market, int Round,
    [property: Description("The hash that everyone was shown at the close, hex.")] string BookHash,
    [property: Description("The round's blind, hex.")] string Blind,
    [property: Description("How many bids are in the book.")] long Bids,
    [property: Description("The root of the tree over them, hex.")] string Root,
    [property: Description("The seller's own rows, by sequence number.")]
    ImmutableArray<ProvenRowAnswer> Rows,
    [property: Description("Send it as cursor for the next page; null at the end.")]
    string? NextCursor)
{
    public static ProofAnswer Of(BidProof proof, int limit) => new(
        proof.Market, proof.Round, proof.BookHash, proof.Blind, proof.Bids, proof.Root,
        [.. proof.Rows.Select(ProvenRowAnswer.Of)],
        proof.Rows.Length == limit ? $"{proof.Rows[^1].Row.Sequence}" : null);
}

/// <summary>A row of the closed book, and the hashes on its path to the root.</summary>
internal sealed record ProvenRowAnswer(
    [property: Description("Its place in the book, from 0.")] long Index,
    long Sequence, long MaxFeeMicros,
    [property: Description("Volume still wanted.")] long WantVolume,
    [property: Description("The least volume that it accepts now; 0 for no minimum.")] long NeedVolume,
    TimeInForce TimeInForce, string BidId, string Seller,
    [property: Description("The salt of its leaf, hex.")] string Salt,
    [property: Description("The audit path of RFC 9162, hex, from the leaf up.")]
    ImmutableArray<string> Path)
{
    public static ProvenRowAnswer Of(ProvenRow proven)
    {
        var row = proven.Row;
        return new ProvenRowAnswer(
            proven.Index, row.Sequence, row.MaxFee.Micros, row.Want.Value, row.Need.Value,
            row.TimeInForce, row.BidId, row.Seller, proven.Salt, proven.Path);
    }
}
