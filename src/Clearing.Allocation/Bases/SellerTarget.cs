namespace Clearing.Allocation.Bases;

/// <summary>What a seller computes from its own facts, and its zone adds up.</summary>
/// <param name="Seller">The seller's id.</param>
/// <param name="Stage">How its base comes about.</param>
/// <param name="FixedVolume">
/// The space that it takes whatever the ration is: the base of another stage, or what is reserved
/// for a seller without limit. 0 for a regular seller.
/// </param>
/// <param name="HasLimit">True if its base is limited.</param>
/// <param name="Steps">How its target came about; null unless it is regular.</param>
[GenerateSerializer, Alias("Clearing.SellerTarget"), Immutable]
public sealed record SellerTarget(
    string Seller, Stage Stage, long FixedVolume, bool HasLimit, TargetSteps? Steps);
