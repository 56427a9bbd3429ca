using System.Collections.Immutable;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Projections;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Sellers;
using Clearing.Allocation.Zones;
using Clearing.Market.Markets;

namespace Clearing.Allocation.Tests.Zones;

/// <summary>A zone and its sellers, without grains: every step of a run is taken at once.</summary>
internal sealed class ZoneWorld
{
    internal static readonly DateOnly AfterCutOff = new(2026, 10, 19);

    private readonly SortedDictionary<string, ZoneSeller> _sellers = new(StringComparer.Ordinal);

    internal ZoneWorld(AllocationConfig? rules = null, PeriodKind periods = PeriodKind.Month) =>
        Do(Zone.Configure(
            new("UTC", periods, "USD", 2, rules ?? new AllocationConfig())).Events);

    internal Zone Zone { get; } = new();

    /// <summary>Today for what an announcement does to bills; null where it does nothing.</summary>
    internal ZoneDay? Day { get; set; }

    internal ZoneSeller this[string seller]
    {
        get
        {
            if (!_sellers.TryGetValue(seller, out var known))
            {
                _sellers.Add(seller, known = new ZoneSeller());
                Do(Zone.Enter(seller));
            }
            return known;
        }
    }

    internal void Report(string seller, DayReport report) =>
        Do(seller, this[seller].Decide(report, FactWindow.Always, carryUseDays: 7).Events);

    internal RunReport Run(string id, string period = "2026-11", params long[] capacities)
    {
        var begun = Zone.Begin(new(id, period, [.. capacities]), AfterCutOff.AddMonths(1));
        Assert.Equal(RunStatus.Begun, begun.Answer);
        Finish(begun.Events);
        return Zone.Run(id)!;
    }

    internal void Confirm(string run)
    {
        var confirmed = Zone.Confirm(new($"confirm-{run}", run), AfterCutOff);
        Assert.Equal(ConfirmStatus.Confirmed, confirmed.Answer);
        Finish(confirmed.Events);
        Do([new CapacityOffered(run, CapacityStatus.Changed)]);
    }

    /// <summary>Applies events, and takes every step of the run that follows from them.</summary>
    internal void Finish(IEnumerable<ZoneEvent> events)
    {
        Do(events);
        while (Zone.UnderWay is not null) { Step(); }
    }

    /// <summary>A refusal, or a repeated answer, comes with nothing that changes.</summary>
    internal static void Refuses<TStatus>(TStatus answer, Decision<TStatus, ZoneEvent> decision)
    {
        Assert.Equal(answer, decision.Answer);
        Assert.Empty(decision.Events);
    }

    /// <summary>Takes the next step of the run that is under way.</summary>
    internal void Step()
    {
        var run = Zone.UnderWay!;
        Do([run.Stage switch
        {
            RunStage.Gathering => new SellersFixed(run.Begin.Id),
            RunStage.Counting => Count(run),
            RunStage.Sharing => Share(run),
            _ => Announce(run),
        }]);
    }

    internal void Do(IEnumerable<ZoneEvent> events)
    {
        foreach (var happened in events) { Zone.Apply(happened); }
    }

    private IEnumerable<string> SellersOf(RunReport run) => Zone.SellersOf(run, "", int.MaxValue);

    private SellersCounted Count(RunReport run)
    {
        var entries = SellersOf(run).ToDictionary(seller => seller, seller => Do(
            seller, this[seller].Enter(seller, run.Step(), Zone.HasBid(seller), AfterCutOff,
                Zone.GivenIn(run, seller))));
        var there = entries.Values.Where(entry => entry.TakesPart).ToArray();
        var zone = WeekSeries.Sum([.. there.Select(entry => entry.Units)]);
        return new(
            run.Begin.Id, there.Length, there.Count(entry => !entry.HasProfile),
            string.Concat(there.Select(entry => entry.FactsHash)),
            ZoneSeason.Of(zone, run.Step().Weeks, run.Rules),
            [.. entries.Where(of => !of.Value.TakesPart).Select(of => of.Key)]);
    }

    private StepTaken Share(RunReport run)
    {
        var told = run.Shares.Length;
        RunAnswer[] answers = [.. SellersOf(run).Select(seller => Do(
            seller, this[seller].Plan(run.Step(), Zone.OverridesOf(run, seller))))];
        var sum = answers.Where(of => of.Next is not null)
            .Aggregate(default(ZoneSum), (sum, of) => sum + of.Next!);
        return new(
            run.Begin.Id,
            told == 0 ? null : answers.Aggregate((Int128)0, (all, of) => all + of.RegularVolume),
            told == RunTerms.Periods
                ? null
                : ZoneShare.Of(run.Begin.CapacityOf(told), sum, run.Rules));
    }

    private RunAnnounced Announce(RunReport run)
    {
        foreach (var seller in SellersOf(run))
        {
            Do(seller, this[seller].Announce(
                run.Begin.Id, run.ConfirmedOn!.Value, run.Rules.CarryUseDays, Day));
        }
        return new(run.Begin.Id);
    }

    private TAnswer Do<TAnswer>(string seller, Decision<TAnswer, ZoneSellerEvent> decision)
    {
        Do(seller, decision.Events);
        return decision.Answer;
    }

    private void Do(string seller, ImmutableArray<ZoneSellerEvent> events)
    {
        foreach (var happened in events) { this[seller].Apply(happened); }
    }
}
