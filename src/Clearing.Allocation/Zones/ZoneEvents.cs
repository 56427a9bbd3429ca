using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Projections;
using Clearing.Allocation.Runs;

namespace Clearing.Allocation.Zones;

/// <summary>A fact in the life of a zone.</summary>
public abstract record ZoneEvent;

/// <summary>What an operator does to a zone, or the zone by its calendar.</summary>
public abstract record ZoneAct : ZoneEvent
{
    /// <summary>
    /// Who did it, when and why; null if no operator did, or in a journal that is older.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Act? Act { get; init; }
}

/// <summary>The operator configured the zone, or changed its rules.</summary>
/// <param name="Terms">The terms from now on.</param>
public sealed record ZoneConfigured(ZoneTerms Terms) : ZoneAct;

/// <summary>Sellers take part in the zone.</summary>
/// <param name="Sellers">Their ids, none of which took part before.</param>
public sealed record SellersEntered(ImmutableArray<string> Sellers) : ZoneEvent;

/// <summary>Sellers have bids in the zone's markets, and so take part in it.</summary>
/// <param name="Sellers">Their ids, none of which was known to have a bid.</param>
public sealed record BiddersEntered(ImmutableArray<string> Sellers) : ZoneEvent;

/// <summary>Sellers propose events, and so take part in the zone.</summary>
/// <param name="Sellers">Their ids, none of which was known to have proposed one.</param>
public sealed record PlannersEntered(ImmutableArray<string> Sellers) : ZoneEvent;

/// <summary>The operator set a base, or took an earlier override away.</summary>
/// <param name="Override">The override.</param>
public sealed record OverrideSet(BaseOverride Override) : ZoneAct;

/// <summary>The operator's own projections were taken.</summary>
/// <param name="Forecasts">The projections, in the order of their taking.</param>
public sealed record ForecastsTaken(ImmutableArray<WeekForecast> Forecasts) : ZoneAct;

/// <summary>A run is to begin and to be confirmed by the calendar.</summary>
/// <param name="Run">The schedule's id, the period and the capacities.</param>
public sealed record RunScheduled(RunBegin Run) : ZoneAct;

/// <summary>A schedule was withdrawn.</summary>
/// <param name="Id">The schedule's id.</param>
public sealed record RunUnscheduled(string Id) : ZoneAct;

/// <summary>
/// The use above the limit of every seller was billed, of one month and of all before it.
/// </summary>
/// <param name="Month">The first day of the month.</param>
public sealed record MonthBilled(DateOnly Month) : ZoneEvent;

/// <summary>A run began, under the rules of that moment.</summary>
/// <param name="Run">What was asked for.</param>
/// <param name="CutOff">The Sunday after which facts do not count.</param>
public sealed record RunBegun(RunBegin Run, DateOnly CutOff) : ZoneAct;

/// <summary>The sellers that have entered the zone so far are the run's sellers.</summary>
/// <param name="Run">The run's id.</param>
public sealed record SellersFixed(string Run) : ZoneEvent;

/// <summary>Every seller has taken its snapshot.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="Sellers">How many take part.</param>
/// <param name="WithoutProfile">How many of those have no profile.</param>
/// <param name="FactsHash">The hash of all their facts.</param>
/// <param name="Season">The zone's season.</param>
/// <param name="Absent">The zone's sellers that take no part.</param>
public sealed record SellersCounted(
    string Run,
    int Sellers,
    int WithoutProfile,
    string FactsHash,
    ZoneSeason Season,
    ImmutableArray<string> Absent) : ZoneEvent;

/// <summary>Every seller has answered to a step of a run.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="RegularVolume">
/// The sum of the regular bases of the period whose ration was given; null at the first step.
/// </param>
/// <param name="Share">How the next period's capacity is shared; null after the last period.</param>
public sealed record StepTaken(string Run, Int128? RegularVolume, ZoneShare? Share) : ZoneEvent;

/// <summary>The operator confirmed a draft.</summary>
/// <param name="Confirmation">The command.</param>
/// <param name="On">The day, in the zone's time zone.</param>
public sealed record RunConfirmed(RunConfirmation Confirmation, DateOnly On) : ZoneAct;

/// <summary>Every seller was notified of its bases.</summary>
/// <param name="Run">The run's id.</param>
public sealed record RunAnnounced(string Run) : ZoneEvent;

/// <summary>The market answered to the capacity that it was offered.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="Status">Its answer.</param>
public sealed record CapacityOffered(string Run, CapacityStatus Status) : ZoneEvent;

/// <summary>The operator cut the bases of a period; its sellers are to be notified.</summary>
/// <param name="Cut">What was asked for.</param>
/// <param name="Step">What the sellers are told.</param>
public sealed record BasesCut(CutBase Cut, BaseCutStep Step) : ZoneAct;

/// <summary>Every seller was notified of a cut.</summary>
/// <param name="Id">The cut's id.</param>
/// <param name="RegularVolume">The sum of the regular sellers' bases after it.</param>
public sealed record BaseCutAnnounced(string Id, Int128 RegularVolume) : ZoneEvent;

/// <summary>The day of a cut has come, and every seller's account has its cut base.</summary>
/// <param name="Id">The cut's id.</param>
public sealed record BaseCutBegun(string Id) : ZoneEvent;
