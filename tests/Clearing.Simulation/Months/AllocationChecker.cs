using Clearing.Allocation.Calendars;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Projections;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Sellers;
using Clearing.Allocation.Zones;
using Clearing.Market;

namespace Clearing.Simulation;

/// <summary>
/// Computes a zone's bases once more from the facts that its sellers had when the run asked them,
/// and compares them with what was announced, set and offered.
/// </summary>
internal sealed class AllocationChecker(ZoneTruth truth, Action<string> fail)
{
    private readonly List<ZoneEvent> _zone = truth.Zone;

    public void Check()
    {
        foreach (var seller in MonthScene.Sellers) { CheckSnapshots(seller); }
        var drafts = _zone.OfType<StepTaken>().Where(step => step.Share is null).ToArray();
        foreach (var draft in drafts) { CheckDraft(draft.Run); }
        if (_zone.OfType<RunConfirmed>().ToArray() is not [{ Confirmation.Run: var run }])
        {
            fail("The period was not confirmed once.");
            return;
        }
        CheckAnnounced(run);
        CheckOffer(run);
        CheckPlanners();
    }

    // A run takes one snapshot of a seller, of the facts that it had by then.
    private void CheckSnapshots(string seller)
    {
        var reports = new List<DayReport>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var (deal, state) = ((EventPlan?)null, EventState.Proposed);
        foreach (var happened in truth.DaysOf(seller))
        {
            if (happened is FactsTaken facts) { reports.AddRange(facts.Reports); }
            if (happened is EventProposed { Plan: var plan })
            {
                if (deal is not null) { fail($"{seller} proposed its deal twice"); }
                deal = plan;
            }
            if (happened is EventDecided { Decision: var decision }) { state = decision.State; }
            if (happened is not RunTaken { Run: var run, Snapshot: var snapshot }) { continue; }
            if (!taken.Add(run)) { fail($"{seller} has two snapshots of {run}"); }
            var days = ZoneTruth.Effective(reports).Values
                .Where(of => of.Day <= MonthScene.CutOff).OrderBy(of => of.Day)
                .Select(of => new EffectiveDay(of.Day, of.Revision, of.Figures, null));
            if (snapshot.FactsHash != FactsHash.Of(days))
            {
                fail($"{run} took other facts of {seller} than it had");
            }
            CheckDeal(run, snapshot, state == EventState.Confirmed ? deal : null);
        }
        if (deal is null) { fail($"{seller}'s deal is lost"); }
        CheckTold(seller);
    }

    // A seller is told each decision on its deal, once and in the same order.
    private void CheckTold(string seller)
    {
        var decided = truth.DaysOf(seller).OfType<EventDecided>().Select(of => of.Decision);
        var told = truth.DaysOf(seller).OfType<CapacityNoticed>().SelectMany(of => of.Notices)
            .Select(of => of.Event).OfType<EventDecision>();
        if (!decided.SequenceEqual(told)) { fail($"{seller} was told other decisions than were made"); }
    }

    // A deal counts if it was confirmed by then, in the weeks after the cut-off that have its days.
    private void CheckDeal(string run, RunSnapshot snapshot, EventPlan? deal)
    {
        PlannedEvent[] due = deal is null
            ? []
            :
            [
                new(
                    WeekOf(deal.FirstDay), WeekOf(deal.LastDay), deal.UpliftPpm,
                    deal.AddedMilliVolume ?? 0)
                {
                    Id = deal.Id,
                },
            ];
        if (!due.SequenceEqual(snapshot.Events ?? []))
        {
            fail($"{run} counts other events of {snapshot.Seller} than {deal}");
        }
    }

    private static int WeekOf(DateOnly day) =>
        (day.DayNumber - MonthScene.CutOff.DayNumber + 6) / 7;

    private void CheckPlanners()
    {
        var planners = _zone.OfType<PlannersEntered>().SelectMany(of => of.Sellers);
        if (!planners.Order(StringComparer.Ordinal)
            .SequenceEqual(MonthScene.Sellers.Order(StringComparer.Ordinal)))
        {
            fail("The zone does not know once who plans events.");
        }
    }

    private void CheckDraft(string run)
    {
        var begun = _zone.OfType<RunBegun>().Single(of => of.Run.Id == run).Run;
        var overrides = _zone.TakeWhile(of => of is not RunBegun { Run.Id: var id } || id != run)
            .OfType<OverrideSet>().ToDictionary(
                of => of.Override.Seller, of => of.Override.Volume!.Value, StringComparer.Ordinal);
        var counted = _zone.OfType<SellersCounted>().Single(of => of.Run == run);
        RunSnapshot[] snapshots =
            [.. MonthScene.Sellers.SelectMany(seller => TakenOf(seller, run)).Select(of => of.Snapshot)];
        if (counted.Sellers != snapshots.Length) { fail($"{run} counted {counted.Sellers} of {snapshots.Length}"); }
        var plans = ZoneRun.Of(snapshots, new RunTerms(
            Period.Parse(MonthScene.Period)!.Value, begun.Capacities,
            new Dictionary<string, long?>(), overrides, MonthScene.Rules));
        foreach (var (seller, at) in snapshots.Select(of => of.Seller).Order(StringComparer.Ordinal)
            .Select((seller, at) => (seller, at)))
        {
            long?[] naive = [.. plans.Select(plan => plan.Sellers[at].Base.BaseVolume)];
            long?[] planned = [.. PlannedOf(seller, run)];
            if (!planned.SequenceEqual(naive))
            {
                fail($"{run} gives {seller} {string.Join(',', planned)}, "
                    + $"its facts give {string.Join(',', naive)}");
            }
        }
    }

    // Everybody whom the run counted was told once, and its account has the base.
    private void CheckAnnounced(string run)
    {
        foreach (var set in _zone.TakeWhile(of => of is not RunConfirmed).OfType<OverrideSet>())
        {
            var (seller, volume) = (set.Override.Seller, set.Override.Volume);
            if (PlannedOf(seller, run)[0] != volume)
            {
                fail($"{run} was confirmed without the override of {seller}");
            }
        }
        foreach (var seller in MonthScene.Sellers)
        {
            var times = truth.DaysOf(seller).OfType<BasesAnnounced>().Count();
            if (times != TakenOf(seller, run).Count()) { fail($"{seller} was told {times} times"); }
            if (times == 0) { continue; }
            CheckSet(seller, run);
        }
    }

    // The account has the confirmed base, and the estimates of the two periods after it.
    private void CheckSet(string seller, string run)
    {
        var (period, planned) = (Period.Parse(MonthScene.Period)!.Value, PlannedOf(seller, run));
        planned[0] = BaseCutChecker.LastBase(truth, seller, planned[0]);
        foreach (var expected in planned.Select(of => of ?? BaseAllocation.NoLimit.Value))
        {
            var set = truth.AccountOf(seller).OfType<BaseAllocationSet>()
                .LastOrDefault(of => of.Base.Period == period.ToString())?.Base;
            if (set?.Volume.Value != expected)
            {
                fail($"{seller}'s account has the base {set} in {period}, {run} announced {expected}");
            }
            period = period.Next;
        }
    }

    // Bases, what is reserved, and what the market was offered are the capacity, once.
    private void CheckOffer(string run)
    {
        long? bases = 0;
        foreach (var of in MonthScene.Sellers.SelectMany(seller =>
            truth.DaysOf(seller).OfType<RunPlanned>().Where(of => of.Run == run)))
        {
            bases += of.Bases[0].BaseVolume ?? of.Bases[0].ReservedVolume;
        }
        var capacity = _zone.OfType<RunBegun>().Single(of => of.Run.Id == run).Run.Capacities[0];
        long[] offered = [.. truth.Market.OfType<CapacityChanged>().Select(of => of.Change)
            .Where(of => of.Id.StartsWith("allocation/", StringComparison.Ordinal))
            .Select(of => of.Delta.Value)];
        if (offered is not [var once] || once + bases != capacity)
        {
            fail($"The market was offered {string.Join(',', offered)}, {bases} of {capacity} are bases");
        }
        if (_zone.OfType<CapacityOffered>().Count() != 1) { fail("The offer is not noted once."); }
    }

    // A call that comes late may still find a seller ready whom the run counted as absent.
    private IEnumerable<RunTaken> TakenOf(string seller, string run) =>
        _zone.OfType<SellersCounted>().Any(of => of.Run == run && of.Absent.Contains(seller))
            ? []
            : truth.DaysOf(seller).OfType<RunTaken>().Where(of => of.Run == run);

    private List<long?> PlannedOf(string seller, string run) =>
    [
        .. truth.DaysOf(seller).OfType<RunPlanned>().Where(of => of.Run == run)
            .SelectMany(of => of.Bases).Select(of => of.BaseVolume),
    ];
}
