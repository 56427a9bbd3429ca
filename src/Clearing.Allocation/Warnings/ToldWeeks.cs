using Clearing.Allocation.Projections;

namespace Clearing.Allocation.Warnings;

/// <summary>What an announced run projected a seller to sell, to be compared with its sales.</summary>
/// <param name="On">The day of the announcement.</param>
/// <param name="CutOff">The run's cut-off, a Sunday.</param>
/// <param name="Weeks">Thousandths of a cubic foot: week 1, week 2, … after the cut-off.</param>
internal sealed record ToldWeeks(DateOnly On, DateOnly CutOff, long[] Weeks)
{
    /// <summary>As many as 23 weeks can need: 19 windows, the oldest of 4 weeks.</summary>
    internal const int Most = 8;

    // Until the next quarter's announcement, and a window that begins just before it.
    private const int KeptWeeks = 20;

    internal static ToldWeeks Of(DateOnly on, DateOnly cutOff, Projection projection) => new(
        on, cutOff,
        [
            .. projection.Weeks.Take(KeptWeeks)
                .Select(week => (long)Int128.Min(long.MaxValue, week.MilliVolume)),
        ]);

    /// <summary>The projected sales of a week, from 1; null beyond those that are kept.</summary>
    internal long? Week(int week) => week <= Weeks.Length ? Weeks[week - 1] : null;
}
