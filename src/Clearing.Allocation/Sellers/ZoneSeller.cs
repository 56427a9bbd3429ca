using System.Collections.Immutable;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Scores;

namespace Clearing.Allocation.Sellers;

/// <summary>A seller in a zone: its facts, its profile, and what follows from them.</summary>
public sealed partial class ZoneSeller
{
    private const int DaysOfWeek = 7;

    private readonly FactBook _facts = new();

    /// <summary>The seller's profile; null until the operator set it.</summary>
    public SellerProfile? Profile { get; private set; }

    /// <summary>
    /// Whether the seller takes part in the zone: it has a fact, a profile or extra space.
    /// </summary>
    public bool TakesPart { get; private set; }

    /// <summary>Whether a report or a return of this id was answered before.</summary>
    /// <param name="id">The fact's id.</param>
    public bool IsAnswered(string id) => _facts.IsAnswered(id);

    /// <summary>Decides on a report. Repeating a report returns its first answer.</summary>
    /// <param name="report">The report.</param>
    /// <param name="window">The days that are taken; null if the zone is unknown.</param>
    /// <param name="carryUseDays">
    /// How many days an unknown use looks back by the zone's rules; those of the run that announced the
    /// period's base come first.
    /// </param>
    /// <param name="zone">Today in the zone; null where nothing but lines follows.</param>
    public Decision<FactStatus, ZoneSellerEvent> Decide(
        DayReport report, FactWindow? window, int carryUseDays, ZoneDay? zone = null) =>
        Of(_facts.Decide(report, window), carryUseDays, zone);

    /// <summary>
    /// What recording the reports one after the other would come to; nothing is recorded.
    /// </summary>
    /// <param name="reports">The reports.</param>
    /// <param name="window">The days that are taken; null if the zone is unknown.</param>
    /// <returns>What would become of each, in the same order.</returns>
    public ImmutableArray<FactStatus> Check(
        ImmutableArray<DayReport> reports, FactWindow? window)
    {
        var tried = new FactBook(_facts);
        return
        [
            .. reports.Select(report =>
            {
                var decision = tried.Decide(report, window);
                foreach (var fact in decision.Events) { tried.Apply(fact); }
                return decision.Answer;
            }),
        ];
    }

    /// <summary>Decides on a return. Repeating a return gives its first answer.</summary>
    /// <param name="given">The return.</param>
    /// <param name="window">The days that are taken; null if the zone is unknown.</param>
    /// <param name="carryUseDays">
    /// How many days an unknown use looks back by the zone's rules; those of the run that announced the
    /// period's base come first.
    /// </param>
    /// <param name="zone">Today in the zone; null where nothing but lines follows.</param>
    public Decision<FactStatus, ZoneSellerEvent> Decide(
        SalesReturn given, FactWindow? window, int carryUseDays, ZoneDay? zone = null) =>
        Of(_facts.Decide(given, window), carryUseDays, zone);

    /// <summary>Sets the profile; gives no event if it is already so.</summary>
    public ImmutableArray<ZoneSellerEvent> SetProfile(SellerProfile profile) =>
        Profile == profile ? [] : [new ProfileSet(profile)];

    /// <summary>The days with facts from one day to another, ascending.</summary>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last day.</param>
    /// <param name="most">The most days.</param>
    public ImmutableArray<EffectiveDay> Days(DateOnly first, DateOnly last, int most) =>
        [.. _facts.Between(first, last).Take(most)];

    /// <summary>The score of a day: that of the Monday on or before it.</summary>
    /// <param name="today">Today in the region's time zone.</param>
    /// <param name="config">The window, the weights and the knots.</param>
    public SellerScoreView Score(DateOnly today, AllocationConfig config)
    {
        var sinceMonday = ((int)today.DayOfWeek + DaysOfWeek - 1) % DaysOfWeek;
        var last = today.AddDays(-sinceMonday - 1);
        var first = last.AddDays(1 - config.ScoreDays);
        var days = _facts.Between(first, last);
        return new(first, last, ScoreRule.Of(days.Select(day => day.Figures), config));
    }

    /// <summary>Applies what happened.</summary>
    /// <param name="happened">An event that a decision on this seller gave.</param>
    public void Apply(ZoneSellerEvent happened)
    {
        try
        {
            Fold(happened);
        }
        catch (Exception cause) when (ImpossibleFact.Explains(cause))
        {
            throw ImpossibleFact.Of(happened, cause);
        }
    }

    private void Fold(ZoneSellerEvent happened)
    {
        TakesPart = true;
        switch (happened)
        {
            case FactsTaken taken:
                foreach (var report in taken.Reports) { _facts.Apply(new ReportRecorded(report)); }
                foreach (var report in taken.Refused) { _facts.Apply(new RevisionRefused(report)); }
                foreach (var given in taken.Returns) { _facts.Apply(new ReturnRecorded(given)); }
                break;
            case ProfileSet(var profile): Profile = profile; break;
            case RunTaken taken: _runs.Apply(taken); break;
            case RunPlanned planned: _runs.Apply(planned); break;
            case BasesAnnounced announced: _runs.Apply(announced); break;
            case BaseCutTaken taken: _runs.Apply(taken); break;
            case NoticeTaken taken: Fold(taken); break;
            case LinesPosted posted: _markets[posted.Market].Apply(posted); break;
            case SalesHandedOver handed: _markets[handed.Market].Apply(handed); break;
            case OverageBilled billed: _overage.Apply(billed); break;
            case OverageHandedOver handed: _overage.Apply(handed); break;
            case CapacityNoticed noticed: Fold(noticed); break;
            case EventProposed(var plan, var on): (_events ??= new()).Add(plan, on); break;
            case EventDecided decided: Fold(decided); break;
            default:
                throw new InvalidOperationException($"No seller knows {happened}.");
        }
    }

    private Decision<FactStatus, ZoneSellerEvent> Of(
        Decision<FactStatus, FactEvent> decision, int carryUseDays, ZoneDay? zone) => new(
            decision.Answer,
            [
                .. decision.Events.Select(FactsTaken.Of),
                .. decision.Events.SelectMany(fact => LinesAfter(fact, carryUseDays)),
                .. zone is null ? [] : decision.Events.SelectMany(fact => UseAfter(fact, zone)),
            ]);

    // What a report says of the use: corrected bills, and notices. A return says nothing of it.
    private IEnumerable<ZoneSellerEvent> UseAfter(FactEvent fact, ZoneDay zone)
    {
        if (fact is not ReportRecorded || _facts.With(fact) is not { } changed) { return []; }
        EffectiveDay FactsOn(DateOnly day) => day == changed.Day ? changed : _facts.On(day);
        return
        [
            .. BillsAfter(fact, changed.Day, FactsOn, zone),
            .. NoticesAfter(changed.Day, FactsOn, zone),
        ];
    }
}
