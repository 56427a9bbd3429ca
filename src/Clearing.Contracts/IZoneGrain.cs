using System.Collections.Immutable;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Zones;

namespace Clearing.Contracts;

/// <summary>A zone: its rules, its sellers and its runs. Key: <c>region/storageType</c>.</summary>
[Alias("Clearing.IZoneGrain")]
public interface IZoneGrain : IGrainWithStringKey
{
    /// <summary>Configures the zone; repeating the same configuration changes nothing.</summary>
    /// <param name="terms">The configuration to apply.</param>
    [Alias("Configure")]
    [May(Role.Operator, Scope.Zone)]
    Task<ZoneStatus> Configure(ZoneTerms terms);

    /// <summary>The zone's configuration; null until it is configured.</summary>
    [Alias("Terms")]
    [May(Role.Everyone, Scope.Zone)]
    Task<ZoneTerms?> Terms();

    /// <summary>A page of the sellers that take part, in ordinal order.</summary>
    /// <param name="after">The last seller of the page before; empty from the start.</param>
    /// <param name="most">The most sellers, 1 to 1_000.</param>
    [Alias("Sellers")]
    [May(Role.Operator | Role.Auditor, Scope.Zone)]
    Task<ImmutableArray<string>> Sellers(string after, int most);

    /// <summary>
    /// Begins a run: a draft of a period's bases and two estimates, computed after the answer.
    /// Repeating it changes nothing.
    /// </summary>
    /// <param name="begin">The period and the capacities.</param>
    [Alias("Begin")]
    [May(Role.Operator, Scope.Zone)]
    Task<RunStatus> Begin(RunBegin begin);

    /// <summary>
    /// Schedules a run: it begins by itself once the period's cut-off is past, and is confirmed on
    /// the day of the announcement. Repeating it changes nothing.
    /// </summary>
    /// <param name="begin">The schedule's id, the period and the capacities.</param>
    [Alias("Schedule")]
    [May(Role.Operator, Scope.Zone)]
    Task<RunScheduleStatus> Schedule(RunBegin begin);

    /// <summary>
    /// Withdraws a schedule; a draft that it began stays, and waits for an operator. Repeating it
    /// changes nothing.
    /// </summary>
    /// <param name="id">The schedule's id.</param>
    [Alias("Unschedule")]
    [May(Role.Operator, Scope.Zone)]
    Task<RunUnscheduleStatus> Unschedule(string id);

    /// <summary>
    /// Which runs and confirmations have an answer already, which the same again gets.
    /// </summary>
    /// <param name="ids">Their ids.</param>
    /// <returns>Whether, for each id in order.</returns>
    [Alias("Answered")]
    [May(Role.Operator, Scope.Zone)]
    Task<ImmutableArray<bool>> Answered(ImmutableArray<string> ids);

    /// <summary>
    /// Which ids of schedules were used already, for schedules that may be withdrawn since.
    /// </summary>
    /// <param name="ids">Their ids.</param>
    /// <returns>Whether, for each id in order.</returns>
    [Alias("AnsweredSchedules")]
    [May(Role.Operator, Scope.Zone)]
    Task<ImmutableArray<bool>> AnsweredSchedules(ImmutableArray<string> ids);

    /// <summary>Whether an override would change nothing, because it is in force.</summary>
    /// <param name="set">The override.</param>
    [Alias("IsOverridden")]
    [May(Role.Operator, Scope.Zone)]
    Task<bool> IsOverridden(BaseOverride set);

    /// <summary>The schedules that were not withdrawn, by period: one for each at most.</summary>
    [Alias("Schedules")]
    [May(Role.Operator | Role.Auditor, Scope.Zone)]
    Task<ImmutableArray<ScheduledRun>> Schedules();

    /// <summary>
    /// Confirms a draft: its bases are announced to the sellers, and what is left of the capacity is
    /// offered to the period's market, after the answer. Repeating it changes nothing.
    /// </summary>
    /// <param name="confirmation">The run.</param>
    [Alias("Confirm")]
    [May(Role.Operator, Scope.Zone)]
    Task<ConfirmStatus> Confirm(RunConfirmation confirmation);

    /// <summary>
    /// Sets a seller's base of a period that is not confirmed; runs that begin later count it.
    /// </summary>
    /// <param name="set">The override; a null volume withdraws an earlier one.</param>
    [Alias("Override")]
    [May(Role.Operator, Scope.Zone)]
    Task<OverrideStatus> Override(BaseOverride set);

    /// <summary>A page of a period's overrides, by seller.</summary>
    /// <param name="period">The period, such as <c>2026-11</c>.</param>
    /// <param name="after">The last seller of the page before; empty from the start.</param>
    /// <param name="most">The most overrides, 1 to 1_000.</param>
    [Alias("Overrides")]
    [May(Role.Operator | Role.Auditor, Scope.Zone)]
    Task<ImmutableArray<BaseOverride>> Overrides(string period, string after, int most);

    /// <summary>How far a run has come; null if no run has that id.</summary>
    /// <remarks>The sums are for the operator only: a seller could derive others' targets from them.</remarks>
    /// <param name="run">The run's id.</param>
    [Alias("Run")]
    [May(Role.Operator | Role.Auditor, Scope.Zone)]
    Task<RunReport?> Run(string run);

    /// <summary>A page of the zone's runs, oldest first.</summary>
    /// <param name="skip">Runs to pass over; 0 or more.</param>
    /// <param name="most">The most runs, 1 to 1_000.</param>
    [Alias("Runs")]
    [May(Role.Operator | Role.Auditor, Scope.Zone)]
    Task<ImmutableArray<RunReport>> Runs(int skip, int most);

    /// <summary>
    /// A page of the sellers that take part in a run, in ordinal order; empty until they are
    /// counted.
    /// </summary>
    /// <param name="run">The run's id.</param>
    /// <param name="after">The last seller of the page before; empty from the start.</param>
    /// <param name="most">The most sellers, 1 to 1_000.</param>
    [Alias("SellersOf")]
    [May(Role.Operator | Role.Auditor, Scope.Zone)]
    Task<ImmutableArray<string>> SellersOf(string run, string after, int most);
}
