using System.Collections.Immutable;
using Clearing.Allocation.Configuration;

namespace Clearing.Allocation.Bases;

/// <summary>A zone's bases in one period.</summary>
/// <param name="Share">How the zone shares its capacity.</param>
/// <param name="Sellers">The sellers' bases, in the order of their terms.</param>
/// <param name="RegularVolume">The sum of the regular sellers' bases.</param>
public sealed record PeriodBases(
    ZoneShare Share, ImmutableArray<SellerBase> Sellers, Int128 RegularVolume)
{
    /// <summary>What the market gets; bases + reserved + offered = capacity.</summary>
    public Int128 OfferedVolume => Share.OfferedVolume(RegularVolume);

    /// <summary>Allocates one period to a zone whose sellers are all at hand.</summary>
    /// <param name="firstDay">The period's first day.</param>
    /// <param name="capacity">The zone's capacity, 0 or more.</param>
    /// <param name="sellers">What each seller's base depends on.</param>
    /// <param name="config">The numbers of the rules.</param>
    public static PeriodBases Of(
        DateOnly firstDay,
        long capacity,
        IEnumerable<SellerTerms> sellers,
        AllocationConfig config)
    {
        SellerTarget[] targets = [.. sellers.Select(of => StageRule.Of(of, firstDay, config))];
        var share = ZoneShare.Of(
            capacity, targets.Aggregate(default(ZoneSum), (sum, of) => sum + of), config);
        var bases = targets
            .Select(of => SellerBase.Of(of, share.Ration, config.FloorVolume))
            .ToImmutableArray();
        var regular = bases
            .Where(of => of.Target.Stage == Stage.Regular)
            .Total(of => of.BaseVolume!.Value);
        return new(share, bases, regular);
    }
}
