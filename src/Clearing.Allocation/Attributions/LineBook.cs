using System.Collections.Immutable;
using Clearing.Allocation.Facts;

namespace Clearing.Allocation.Attributions;

/// <summary>A seller's newest line of each day in one market.</summary>
/// <param name="firstDay">The first day of the market's period.</param>
/// <param name="lastDay">Its last day.</param>
public sealed class LineBook(DateOnly firstDay, DateOnly lastDay)
{
    private readonly SortedDictionary<DateOnly, PostedLine> _newest = [];

    /// <summary>The newest line of each day that has one, ascending.</summary>
    public IReadOnlyCollection<PostedLine> Newest => _newest.Values;

    /// <summary>The cumulated incremental sales: the sum of all deltas.</summary>
    public Int128 IncrementalMinor { get; private set; }

    /// <summary>
    /// The lines to be posted after a fact, by day: those whose shown values or reason differ from
    /// the newest line. They are computed from all facts, so that a use which other days carry
    /// changes their lines too.
    /// </summary>
    /// <param name="factsOn">The seller's facts of a day in the zone.</param>
    /// <param name="baseOn">The confirmed base of a day; null for no limit.</param>
    /// <param name="heldOn">The extra volume at the end of a day.</param>
    /// <param name="carryUseDays">How many days an unknown use looks back.</param>
    public ImmutableArray<PostedLine> Changes(
        Func<DateOnly, EffectiveDay> factsOn,
        Func<DateOnly, long?> baseOn,
        Func<DateOnly, long> heldOn,
        int carryUseDays)
    {
        var changes = ImmutableArray.CreateBuilder<PostedLine>();
        for (var day = firstDay; day <= lastDay; day = day.AddDays(1))
        {
            var known = factsOn(day);
            var newest = _newest.GetValueOrDefault(day);
            if (newest is null && !known.HasSales) { continue; }
            var line = AttributionLine.Of(
                known, KnownUse.Of(factsOn, day, carryUseDays), baseOn(day), heldOn(day));
            if (line != newest?.Line)
            {
                var before = newest?.Line.IncrementalMinor ?? 0;
                changes.Add(new(line, (newest?.Number ?? 0) + 1, line.IncrementalMinor - before));
            }
        }
        return changes.ToImmutable();
    }

    /// <summary>Applies a line that was posted.</summary>
    /// <param name="posted">The day's next line.</param>
    public void Apply(PostedLine posted)
    {
        _newest[posted.Line.Day] = posted;
        IncrementalMinor += posted.DeltaMinor;
    }
}
