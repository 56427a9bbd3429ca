using Clearing.Allocation.Configuration;

namespace Clearing.Allocation.Bases;

/// <summary>What the use of extra space in the window does to the next base.</summary>
/// <param name="HeldVolume">H: extra held, averaged over the whole window.</param>
/// <param name="UsedVolume">X: extra used, averaged over the whole window.</param>
/// <param name="OffsetPpm">Which share of the charges was offset by credits.</param>
/// <param name="BonusVolume">What used and offset space adds.</param>
/// <param name="UnusedPenaltyVolume">What space that stood empty takes away.</param>
[GenerateSerializer, Alias("Clearing.UseOfExtra"), Immutable]
public sealed record UseOfExtra(
    long HeldVolume,
    long UsedVolume,
    long OffsetPpm,
    long BonusVolume,
    long UnusedPenaltyVolume)
{
    private const int Million = 1_000_000;

    /// <summary>A seller without extra space.</summary>
    public static UseOfExtra None { get; } = new(0, 0, Million, 0, 0);

    /// <summary>Bonus less penalty.</summary>
    public long UseVolume => BonusVolume - UnusedPenaltyVolume;

    /// <summary>
    /// Averages always divide by the whole window: space held longer counts more (README,
    /// chapter 4).
    /// </summary>
    /// <param name="heldSum">Σ G over days with known use and a limited base.</param>
    /// <param name="usedSum">Σ x over the same days; at most <paramref name="heldSum"/>.</param>
    /// <param name="offsetMinor">Σ min(earned, charge) over the zone's markets.</param>
    /// <param name="chargeMinor">Σ charge over the same markets.</param>
    /// <param name="config">The window, the carry and the penalty.</param>
    public static UseOfExtra Of(
        Int128 heldSum,
        Int128 usedSum,
        Int128 offsetMinor,
        Int128 chargeMinor,
        AllocationConfig config)
    {
        var held = (long)(heldSum / config.ScoreDays);
        var used = (long)(usedSum / config.ScoreDays);
        var offset = chargeMinor == 0 ? Million : (long)(offsetMinor * Million / chargeMinor);
        var bonus = (Int128)config.CarryPpm * used * offset / ((Int128)Million * Million);
        var penalty = (Int128)config.UnusedPpm * (held - used) / Million;
        return new(held, used, offset, (long)bonus, (long)penalty);
    }
}
