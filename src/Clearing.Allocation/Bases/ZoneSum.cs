namespace Clearing.Allocation.Bases;

/// <summary>The sum of a zone's sellers; sums of its parts add up to that of the whole.</summary>
/// <param name="FixedVolume">What other stages get, and what is reserved for sellers
/// without limit.</param>
/// <param name="TargetVolume">D: the sum of the regular sellers' targets.</param>
/// <param name="RegularSellers">How many regular sellers there are.</param>
[GenerateSerializer, Alias("Clearing.ZoneSum"), Immutable]
public readonly record struct ZoneSum(
    Int128 FixedVolume, Int128 TargetVolume, long RegularSellers)
{
    /// <summary>The sum with another seller.</summary>
    public static ZoneSum operator +(ZoneSum sum, SellerTarget seller) => new(
        sum.FixedVolume + seller.FixedVolume,
        sum.TargetVolume + (seller.Steps?.TargetVolume ?? 0),
        sum.RegularSellers + (seller.Steps is null ? 0 : 1));

    /// <summary>The sum of two parts of a zone.</summary>
    public static ZoneSum operator +(ZoneSum a, ZoneSum b) => new(
        a.FixedVolume + b.FixedVolume,
        a.TargetVolume + b.TargetVolume,
        a.RegularSellers + b.RegularSellers);
}
