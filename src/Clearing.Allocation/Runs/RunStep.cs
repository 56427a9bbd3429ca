using System.Collections.Immutable;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Projections;

namespace Clearing.Allocation.Runs;

/// <summary>What a zone sends to each seller in a run; it is the same for all of them.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="Number">
/// The run's number in the zone, from 1: a seller never goes back to a lower one.
/// </param>
/// <param name="Period">The period that the run allocates; estimates of the next two follow.</param>
/// <param name="CutOff">The Sunday after which facts no longer count.</param>
/// <param name="Rules">The numbers of the rules, as they were when the run began.</param>
/// <param name="Season">The zone's season; null while sellers are counted.</param>
/// <param name="Rations">The rations found so far, from the run's period on.</param>
[GenerateSerializer, Alias("Clearing.RunStep"), Immutable]
public sealed record RunStep(
    string Run,
    int Number,
    Period Period,
    DateOnly CutOff,
    AllocationConfig Rules,
    ZoneSeason? Season,
    ImmutableArray<Ration> Rations)
{
    /// <summary>How many weeks after the cut-off the run considers.</summary>
    public int Weeks =>
        PeriodCalendar.WeekOf(CutOff, Period.Next.Next.LastDay) + Rules.CoverWeeks - 1;

    /// <summary>One of the run's periods, from 0.</summary>
    public Period PeriodAt(int index)
    {
        var period = Period;
        for (var i = 0; i < index; i++) { period = period.Next; }
        return period;
    }
}
