using Clearing.Allocation.Sellers;

namespace Clearing.Formats;

/// <summary>What a plan knows about a seller besides its facts.</summary>
/// <param name="Seller">The seller's id.</param>
/// <param name="Profile">Its profile; null without a day on which its account was opened.</param>
/// <param name="PreviousVolume">Its base of the period before; null for none.</param>
/// <param name="OverrideVolume">The base that the operator set; null for none.</param>
public sealed record SellerRow(
    string Seller, SellerProfile? Profile, long? PreviousVolume, long? OverrideVolume);
