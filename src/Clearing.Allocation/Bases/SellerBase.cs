namespace Clearing.Allocation.Bases;

/// <summary>What a seller gets in a period.</summary>
/// <param name="Target">What it computed itself.</param>
/// <param name="BaseVolume">Its base; null for no limit.</param>
public sealed record SellerBase(SellerTarget Target, long? BaseVolume)
{
    /// <summary>What is set aside for a seller without limit; null for any other.</summary>
    public long? ReservedVolume => Target.HasLimit ? null : Target.FixedVolume;

    /// <summary>A base follows from the seller's own target and the zone's ratio.</summary>
    /// <param name="target">The seller's target.</param>
    /// <param name="ration">The zone's ratio.</param>
    /// <param name="floorVolume">The floor of the rules in force.</param>
    public static SellerBase Of(SellerTarget target, Ration ration, long floorVolume)
    {
        if (target.Steps is { } steps)
        {
            return new(target, ration.Base(steps.TargetVolume, floorVolume));
        }
        return new(target, target.HasLimit ? target.FixedVolume : null);
    }
}
