using System.Collections.Immutable;
using Clearing.Allocation.Configuration;

namespace Clearing.Allocation.Projections;

/// <summary>A figure week by week, ending with the cut-off week. A null is unknown.</summary>
/// <param name="values">The figures, oldest first; the last one is the cut-off week's.</param>
[GenerateSerializer, Alias("Clearing.WeekSeries"), Immutable]
public readonly struct WeekSeries(ImmutableArray<Int128?> values)
{
    private const int Million = 1_000_000;

    [Id(0)] private readonly ImmutableArray<Int128?> _values = values;

    /// <summary>The figures, oldest first; the last one is the cut-off week's.</summary>
    public ImmutableArray<Int128?> Values => _values.IsDefault ? [] : _values;

    /// <summary>
    /// The figure of a week: 0 is the cut-off week, −1 the one before it. Null if it is unknown,
    /// before the series or after the cut-off.
    /// </summary>
    public Int128? this[int week]
    {
        get
        {
            var index = _values.Length - 1 + week;
            return week <= 0 && index >= 0 ? _values[index] : null;
        }
    }

    /// <summary>
    /// The zone's weeks: the sums of its sellers' known ones. A week that is unknown to every
    /// seller is unknown.
    /// </summary>
    /// <param name="sellers">The sellers' weeks, all of one length.</param>
    public static WeekSeries Sum(ImmutableArray<WeekSeries> sellers)
    {
        var sums = new Int128?[sellers.IsEmpty ? 0 : sellers[0]._values.Length];
        foreach (var seller in sellers)
        {
            for (var i = 0; i < sums.Length; i++)
            {
                if (seller._values[i] is { } known) { sums[i] = (sums[i] ?? 0) + known; }
            }
        }
        return new([.. sums]);
    }

    /// <summary>
    /// The level at a week: simple exponential smoothing over the known ones among the weeks that
    /// end there (README, chapter 3). Null if too few are known.
    /// </summary>
    /// <param name="week">0 for the cut-off week, −52 for a year before it.</param>
    /// <param name="config">
    /// Says how many weeks count, how they are smoothed and how many must be known.
    /// </param>
    public Int128? Level(int week, AllocationConfig config)
    {
        var (level, known) = ((Int128)0, 0);
        for (var at = week - config.LevelWeeks + 1; at <= week; at++)
        {
            if (this[at] is not { } value) { continue; }
            level = known++ == 0
                ? value
                : ((config.AlphaPpm * value) + ((Million - config.AlphaPpm) * level)) / Million;
        }
        return known < config.LevelMinWeeks ? null : level;
    }
}
