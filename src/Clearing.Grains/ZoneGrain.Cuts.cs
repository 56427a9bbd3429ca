using System.Collections.Immutable;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;

namespace Clearing.Grains;

// Cuts of bases: the zone's sellers are notified outside the call.
public sealed partial class ZoneGrain
{
    /// <inheritdoc/>
    public async Task<BaseCutStatus> CutBases(CutBase cut)
    {
        ArgumentNullException.ThrowIfNull(cut);
        if (!State.Cut(cut, Today()).Events.IsEmpty) { await Duty.Promise(); }
        return await Decide(State.Cut(cut, Today()));
    }

    /// <inheritdoc/>
    public Task<BaseCutLimits?> CutLimits(string period)
    {
        ArgumentNullException.ThrowIfNull(period);
        return Answer(Period.Parse(period) is { } known ? State.CutLimits(known, Today()) : null);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<BaseCutReport>> BaseCuts(int skip, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        return Answer<ImmutableArray<BaseCutReport>>(
            [.. State.BaseCuts.Skip(skip).Take(Checked(most))]);
    }
}
