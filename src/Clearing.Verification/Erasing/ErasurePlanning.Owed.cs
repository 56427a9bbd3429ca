using System.Collections.Immutable;
using Clearing.Allocation.Sellers;
using Clearing.Allocation.Zones;
using Clearing.Grains.Events;
using Clearing.Journal;

namespace Clearing.Verification.Erasing;

// An erasure drops the seller's stream in a zone, so that nobody could hand over what waits there, nor
// bill it.
public sealed partial class ErasurePlanning
{
    private async Task<ImmutableArray<string>> Owed(string name, Zone zone, string seller)
    {
        var state = new ZoneSeller();
        await foreach (var happened in Read(
            Streams.OfZoneSeller(ZoneKey.OfSeller(name, seller)), Codecs.ZoneSeller))
        {
            state.Apply(happened);
        }
        var owed = ImmutableArray.CreateBuilder<string>();
        if (!state.IsAllTold) { owed.Add($"what {name} has yet to hand over to its account"); }
        var now = clock.GetUtcNow();
        if (zone.Terms is { } terms && terms.DayAt(now) is { } today)
        {
            owed.AddRange(Unbilled(state, zone, new(name, now, today, terms))
                .Select(month => $"the bill of {month:yyyy-MM} in {name}"));
        }
        return owed.ToImmutable();
    }

    // By the facts of now, and there will be no others.
    private static IEnumerable<DateOnly> Unbilled(ZoneSeller state, Zone zone, ZoneDay today) =>
        state.Days(DateOnly.MinValue, DateOnly.MaxValue, int.MaxValue)
            .Select(day => new DateOnly(day.Day.Year, day.Day.Month, 1))
            .Distinct()
            .Where(month => zone.MonthToBill(month.AddMonths(1).AddDays(1)) is not null)
            .Where(month => state.Overage(month, today) is { Billed: null, Bill.FeeMinor: var fee }
                && fee != 0);
}
