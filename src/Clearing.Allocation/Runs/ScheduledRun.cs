using Clearing.Allocation.Calendars;

namespace Clearing.Allocation.Runs;

/// <summary>A run that the zone begins and confirms by its calendar.</summary>
/// <param name="Begin">
/// The schedule's id, the period and the capacities. The run's own id is <c>id@1</c>.
/// </param>
/// <param name="Calendar">The days of the period, by the zone's present rules.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="Run">
/// The period's latest run, begun by the calendar or by an operator; null while it waits.
/// </param>
[GenerateSerializer, Alias("Clearing.ScheduledRun"), Immutable]
public sealed record ScheduledRun(
    RunBegin Begin, PeriodCalendar Calendar, ScheduledStage Stage, string? Run);
