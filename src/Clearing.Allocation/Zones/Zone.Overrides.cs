using System.Collections.Immutable;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Facts;

namespace Clearing.Allocation.Zones;

public sealed partial class Zone
{
    private OverrideBook _overrides = OverrideBook.Empty;

    /// <summary>Decides on an override; repeating it changes nothing.</summary>
    /// <remarks>An override of any period that is not confirmed may be withdrawn.</remarks>
    /// <param name="set">The override; the last one of a seller and period is in force.</param>
    /// <param name="today">Today in the zone's time zone.</param>
    public Decision<OverrideStatus, ZoneEvent> Set(BaseOverride set, DateOnly today)
    {
        if (Terms is null) { return OverrideStatus.ZoneUnknown; }
        if (PeriodOf(set.Period) is not { } period) { return OverrideStatus.PeriodMalformed; }
        if (!IsKnown(set.Seller)) { return OverrideStatus.SellerUnknown; }
        if (set.Note is not { Length: > 0 and <= BaseOverride.MaxNoteLength })
        {
            return OverrideStatus.NoteMalformed;
        }
        if (set.Volume < 0) { return OverrideStatus.VolumeNegative; }
        if (set.Volume > DayFigures.MaxVolume) { return OverrideStatus.VolumeTooLarge; }
        if (_confirmed.ContainsKey(period)) { return OverrideStatus.AlreadyConfirmed; }
        var known = _overrides.Find(period, set.Seller);
        if (known == set || (known is null && set.Volume is null)) { return OverrideStatus.Set; }
        if (set.Volume is not null && IsLongOver(period, today)) { return OverrideStatus.PeriodOver; }
        if (set.Volume is not null && IsTooFar(period, today)) { return OverrideStatus.PeriodTooFar; }
        return new(OverrideStatus.Set, new OverrideSet(set));
    }

    /// <summary>A page of the overrides of a period, by seller.</summary>
    /// <param name="period">The period, such as <c>2026-11</c>.</param>
    /// <param name="after">The last seller of the page before; empty from the start.</param>
    /// <param name="most">The most overrides, 1 or more.</param>
    public ImmutableArray<BaseOverride> Overrides(string period, string after, int most) =>
        PeriodOf(period) is { } known
            ? [.. _overrides.In(known).Values
                .SkipWhile(of => string.CompareOrdinal(of.Seller, after) <= 0).Take(most)]
            : [];
}
