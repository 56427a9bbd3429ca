namespace Clearing.Market;

/// <summary>A seller's account at one moment, in a form that can be stored.</summary>
public sealed record SellerSnapshot
{
    /// <summary>The seller's id.</summary>
    public required string Seller { get; init; }
}
