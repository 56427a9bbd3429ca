using Clearing.Allocation.Sellers;

namespace Clearing.Formats;

/// <summary>A seller's data in a plan besides its facts.</summary>
/// <param name="Seller">The seller's id.</param>
/// <param name="Profile">The seller's profile; null for the default one.</param>
/// <param name="PreviousVolume">The base of the previous period; null for none.</param>
/// <param name="OverrideVolume">The base that the operator set; null for none.</param>
public sealed record SellerRow(
    string Seller, SellerProfile? Profile, long? PreviousVolume, long? OverrideVolume);
