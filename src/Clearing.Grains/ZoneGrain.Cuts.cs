using System.Collections.Immutable;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;

namespace Clearing.Grains;

// Cuts of bases: the zone's sellers are notified outside the call.
public sealed partial class ZoneGrain
{
    /// <inheritdoc/>
    public async Task<BaseCutReceipt> CutBases(CutBase cut)
    {
        ArgumentNullException.ThrowIfNull(cut);
        if (State.Cut(cut, Today()).Answer == BaseCutStatus.Cut) { await Duty.Promise(); }
        var today = Today();
        var limits = Period.Parse(cut.Period) is { } period ? State.CutLimits(period, today) : null;
        var status = await Decide(State.Cut(cut, today));
        return new(status, status == BaseCutStatus.Cut ? null : limits);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<BaseCutReport>> BaseCuts(int skip, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        return Answer<ImmutableArray<BaseCutReport>>(
            [.. State.BaseCuts.Skip(skip).Take(Checked(most))]);
    }
}
