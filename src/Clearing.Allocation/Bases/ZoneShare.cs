using Clearing.Allocation.Configuration;

namespace Clearing.Allocation.Bases;

/// <summary>How a zone shares its capacity in one period.</summary>
/// <param name="CapacityVolume">The zone's capacity.</param>
/// <param name="TrancheVolume">The part of it that the market gets in any case.</param>
/// <param name="RoomVolume">What is left for the regular sellers.</param>
/// <param name="Sum">The sum of the zone's sellers.</param>
/// <param name="Ration">The ratio that it gives them.</param>
[GenerateSerializer, Alias("Clearing.ZoneShare"), Immutable]
public sealed record ZoneShare(
    long CapacityVolume, long TrancheVolume, Int128 RoomVolume, ZoneSum Sum, Ration Ration)
{
    private const int Million = 1_000_000;

    /// <summary>Step 4: the room, and the ratio by which the regular sellers share it.</summary>
    /// <param name="capacity">The zone's capacity in the period, 0 or more.</param>
    /// <param name="sum">The sum of its sellers.</param>
    /// <param name="config">The market's share and the floor.</param>
    public static ZoneShare Of(long capacity, ZoneSum sum, AllocationConfig config)
    {
        var tranche = (long)((Int128)capacity * config.MarketSharePpm / Million);
        var room = Int128.Max(0, capacity - tranche - sum.FixedVolume);
        var floors = (Int128)config.FloorVolume * sum.RegularSellers;
        return new(capacity, tranche, room, sum, Ration.Of(room, sum.TargetVolume, floors));
    }

    /// <summary>
    /// Step 5: what the market gets. It is below 0 if other stages take more than there is; the
    /// market then starts in deficit.
    /// </summary>
    /// <param name="regularBases">The sum of the regular sellers' bases.</param>
    public Int128 OfferedVolume(Int128 regularBases) =>
        CapacityVolume - Sum.FixedVolume - regularBases;
}
