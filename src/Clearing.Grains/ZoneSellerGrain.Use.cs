using System.Collections.Immutable;
using Clearing.Allocation.Overages;
using Clearing.Allocation.Sellers;
using Clearing.Allocation.Warnings;
using Clearing.Allocation.Zones;

namespace Clearing.Grains;

public sealed partial class ZoneSellerGrain
{
    /// <inheritdoc/>
    public async Task<OverageView?> Overage(DateOnly month)
    {
        if (month.Day != 1)
        {
            throw new ArgumentException("A month is named by its first day.", nameof(month));
        }
        return await Terms() is { } terms
            ? await Answer(State.Overage(month, DayIn(terms)))
            : null;
    }

    /// <inheritdoc/>
    public Task<int> NoticeCount() => Answer(State.NoticeCount);

    /// <inheritdoc/>
    public Task<ImmutableArray<CapacityNotice>> Notices(long after, int most)
    {
        DemandPage(after, most);
        return Answer(State.Notices(after, most));
    }

    /// <inheritdoc/>
    public async Task BillMonth(DateOnly month)
    {
        await CommitOrConfirm(State.Bill(month, DayIn(await KnownTerms())));
        await Teller.Tell();
    }

    private ZoneDay DayIn(ZoneTerms terms) =>
        new(_zone, Clock.GetUtcNow(), Today(terms), terms);
}
