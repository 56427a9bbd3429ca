using System.Collections.Immutable;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Projections;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Zones;

namespace Clearing.Contracts;

/// <summary>A zone: its rules, its sellers and its runs. Key: <c>region/storageType</c>.</summary>
/// <remarks>
/// Everything that a call reports is durable when it returns. A caller without the right gets an
/// <see cref="AccessDeniedException"/>, and an argument outside its range gives an
/// <see cref="ArgumentException"/>; neither call changes anything.
/// </remarks>
[Alias("Clearing.IZoneGrain")]
public interface IZoneGrain : IGrainWithStringKey
{
    /// <summary>Configures the zone; repeating the same configuration changes nothing.</summary>
    /// <param name="terms">The configuration to apply.</param>
    [Alias("Configure")]
    [May(Role.Operator, Scope.Zone)]
    Task<ZoneStatus> Configure(ZoneTerms terms);

    /// <summary>
    /// Configures the zone as <see cref="Configure"/> does, and says whether it was configured before: of
    /// many calls at once exactly one makes it.
    /// </summary>
    /// <param name="terms">The configuration to apply.</param>
    [Alias("ConfigureZone")]
    [May(Role.Operator, Scope.Zone)]
    Task<ZoneReceipt> ConfigureZone(ZoneTerms terms);

    /// <summary>The zone's configuration; null until it is configured.</summary>
    [Alias("Terms")]
    [May(Role.Everyone, Scope.Zone)]
    Task<ZoneTerms?> Terms();

    /// <summary>A page of the sellers that take part, in ordinal order.</summary>
    /// <param name="after">The last seller already seen; empty from the start.</param>
    /// <param name="most">The maximum number of sellers: 1 to 1_000.</param>
    [Alias("Sellers")]
    [May(Role.Operator | Role.Auditor, Scope.Zone)]
    Task<ImmutableArray<string>> Sellers(string after, int most);

    /// <summary>
    /// A page of the sellers that ever proposed an event, in ordinal order; whether one waits for
    /// an operator, the sellers' grains know.
    /// </summary>
    /// <param name="after">The last seller already seen; empty from the start.</param>
    /// <param name="most">The maximum number of sellers: 1 to 1_000.</param>
    [Alias("Planners")]
    [May(Role.Operator | Role.Auditor, Scope.Zone)]
    Task<ImmutableArray<string>> Planners(string after, int most);

    /// <summary>
    /// Begins a run: it drafts a period's bases and two estimates, which are computed after this
    /// returns. Repeating it changes nothing.
    /// </summary>
    /// <param name="begin">The run's id, the period and the capacities.</param>
    [Alias("Begin")]
    [May(Role.Operator, Scope.Zone)]
    Task<RunStatus> Begin(RunBegin begin);

    /// <summary>
    /// Schedules a run, which begins automatically after the period's cut-off and is confirmed on
    /// the day of the announcement. Repeating it changes nothing.
    /// </summary>
    /// <param name="begin">The schedule's id, the period and the capacities.</param>
    [Alias("Schedule")]
    [May(Role.Operator, Scope.Zone)]
    Task<RunScheduleStatus> Schedule(RunBegin begin);

    /// <summary>
    /// Withdraws a schedule; a draft that it already began remains and waits for an operator.
    /// Repeating it changes nothing.
    /// </summary>
    /// <param name="id">The schedule's id.</param>
    [Alias("Unschedule")]
    [May(Role.Operator, Scope.Zone)]
    Task<RunUnscheduleStatus> Unschedule(string id);

    /// <summary>
    /// Reports which runs, confirmations and cuts are decided; repeating one has no effect.
    /// </summary>
    /// <param name="ids">Ids of runs, confirmations and cuts.</param>
    /// <returns>For each id, in the same order, true if it is decided.</returns>
    [Alias("Answered")]
    [May(Role.Operator, Scope.Zone)]
    Task<ImmutableArray<bool>> Answered(ImmutableArray<string> ids);

    /// <summary>
    /// Reports which ids of schedules were used, even if the schedule has been withdrawn since.
    /// </summary>
    /// <param name="ids">Ids of schedules.</param>
    /// <returns>For each id, in the same order, true if it was used.</returns>
    [Alias("AnsweredSchedules")]
    [May(Role.Operator, Scope.Zone)]
    Task<ImmutableArray<bool>> AnsweredSchedules(ImmutableArray<string> ids);

    /// <summary>True if an override would change nothing, because it is in force.</summary>
    /// <param name="set">The override.</param>
    [Alias("IsOverridden")]
    [May(Role.Operator, Scope.Zone)]
    Task<bool> IsOverridden(BaseOverride set);

    /// <summary>The schedules not withdrawn, by period: at most one per period.</summary>
    [Alias("Schedules")]
    [May(Role.Operator | Role.Auditor, Scope.Zone)]
    Task<ImmutableArray<ScheduledRun>> Schedules();

    /// <summary>
    /// Confirms a draft. After this returns, its bases are announced to the sellers and the rest of
    /// the capacity is offered to the period's market. Repeating it changes nothing.
    /// </summary>
    /// <param name="confirmation">The run to confirm.</param>
    [Alias("Confirm")]
    [May(Role.Operator, Scope.Zone)]
    Task<ConfirmStatus> Confirm(RunConfirmation confirmation);

    /// <summary>
    /// Sets a seller's base for a period that is not confirmed; runs that begin later use it.
    /// </summary>
    /// <param name="set">The override; a null volume withdraws an earlier one.</param>
    [Alias("Override")]
    [May(Role.Operator, Scope.Zone)]
    Task<OverrideStatus> Override(BaseOverride set);

    /// <summary>A page of a period's overrides, by seller.</summary>
    /// <param name="period">The period, such as <c>2026-11</c>.</param>
    /// <param name="after">The last seller already seen; empty from the start.</param>
    /// <param name="most">The maximum number of overrides: 1 to 1_000.</param>
    [Alias("Overrides")]
    [May(Role.Operator | Role.Auditor, Scope.Zone)]
    Task<ImmutableArray<BaseOverride>> Overrides(string period, string after, int most);

    /// <summary>
    /// Takes the operator's own projections, each decided separately: they replace ours in runs that
    /// begin later. A repeated projection counts once.
    /// </summary>
    /// <param name="forecasts">1 to 1_000 projections.</param>
    /// <returns>The outcome of each projection, in the same order.</returns>
    [Alias("Forecast")]
    [May(Role.Operator, Scope.Zone)]
    Task<ImmutableArray<ForecastStatus>> Forecast(ImmutableArray<WeekForecast> forecasts);

    /// <summary>
    /// Returns what <see cref="Forecast"/> would return for these projections, and records nothing.
    /// </summary>
    /// <param name="forecasts">1 to 1_000 projections.</param>
    /// <returns>The outcome that each projection would have, in the same order.</returns>
    [Alias("CheckForecasts")]
    [May(Role.Operator, Scope.Zone)]
    Task<ImmutableArray<ForecastStatus>> CheckForecasts(ImmutableArray<WeekForecast> forecasts);

    /// <summary>Reports which ids of projections were used.</summary>
    /// <param name="ids">Ids of projections.</param>
    /// <returns>For each id, in the same order, true if it was used.</returns>
    [Alias("AnsweredForecasts")]
    [May(Role.Operator, Scope.Zone)]
    Task<ImmutableArray<bool>> AnsweredForecasts(ImmutableArray<string> ids);

    /// <summary>
    /// Cuts the confirmed bases of a period's regular sellers from a day on. After this returns, the
    /// sellers are notified. Repeating it changes nothing. A refusal has the limits of the cut.
    /// </summary>
    /// <param name="cut">The cut's id, the period, the volume and the first day.</param>
    [Alias("CutBases")]
    [May(Role.Operator, Scope.Zone)]
    Task<BaseCutReceipt> CutBases(CutBase cut);

    /// <summary>A page of the cuts of bases, oldest first.</summary>
    /// <param name="skip">How many cuts to skip; 0 or more.</param>
    /// <param name="most">The maximum number of cuts: 1 to 1_000.</param>
    [Alias("BaseCuts")]
    [May(Role.Operator | Role.Auditor, Scope.Zone)]
    Task<ImmutableArray<BaseCutReport>> BaseCuts(int skip, int most);

    /// <summary>The progress and sums of a run; null if no run has that id.</summary>
    /// <remarks>Sellers must not see the sums: they could derive other sellers' targets.</remarks>
    /// <param name="run">The run's id.</param>
    [Alias("Run")]
    [May(Role.Operator | Role.Auditor, Scope.Zone)]
    Task<RunReport?> Run(string run);

    /// <summary>A page of the zone's runs, oldest first.</summary>
    /// <param name="skip">How many runs to skip; 0 or more.</param>
    /// <param name="most">The maximum number of runs: 1 to 1_000.</param>
    [Alias("Runs")]
    [May(Role.Operator | Role.Auditor, Scope.Zone)]
    Task<ImmutableArray<RunReport>> Runs(int skip, int most);

    /// <summary>
    /// A page of the sellers that take part in a run, in ordinal order; empty until the run has
    /// counted them.
    /// </summary>
    /// <param name="run">The run's id.</param>
    /// <param name="after">The last seller already seen; empty from the start.</param>
    /// <param name="most">The maximum number of sellers: 1 to 1_000.</param>
    [Alias("SellersOf")]
    [May(Role.Operator | Role.Auditor, Scope.Zone)]
    Task<ImmutableArray<string>> SellersOf(string run, string after, int most);

    /// <summary>A page of the zone's audit trail, oldest first.</summary>
    /// <param name="after">The number of the last entry already seen; 0 from the start.</param>
    /// <param name="most">1 to 10_000 entries.</param>
    [Alias("Audit")]
    [May(Role.Operator | Role.Auditor, Scope.Zone)]
    Task<ImmutableArray<AuditEntry>> Audit(long after, int most);
}
