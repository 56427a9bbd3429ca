namespace Clearing.Simulation;

public static partial class Mutants
{
    private const string ZoneGrain = "src/Clearing.Grains/ZoneGrain.cs";
    private const string ZoneRunner = "src/Clearing.Grains/ZoneRunner.cs";
    private const string ZoneSellerRuns = "src/Clearing.Grains/ZoneSellerGrain.Runs.cs";
    private const string ZoneRuns = Allocation + "Zones/Zone.Runs.cs";
    private const string SellerRuns = Allocation + "Sellers/ZoneSeller.Runs.cs";
    private const string RunBook = Allocation + "Sellers/RunBook.cs";
    private const string ZoneSellerCuts = "src/Clearing.Grains/ZoneSellerGrain.Cuts.cs";
    private const string SellerCuts = Allocation + "Sellers/ZoneSeller.Cuts.cs";
    private const string EventBook = Allocation + "Projections/EventBook.cs";
    private const string SellerEvents = Allocation + "Sellers/ZoneSeller.Events.cs";
    private const string ZoneSellerEvents = "src/Clearing.Grains/ZoneSellerGrain.Events.cs";
    private const string Ending = Market + "Markets/CapacityMarket.Ending.cs";
    private const string SellerOverage = Allocation + "Sellers/ZoneSeller.Overage.cs";
    private const string ExtraSpace = Allocation + "Attributions/ExtraSpace.cs";
    private const string AccountOverage = Market + "Sellers/SellerAccount.Overage.cs";
    private const string Curtailing = Market + "Markets/CapacityMarket.Curtailing.cs";
    private const string CurtailmentRule = Market + "Curtailments/CurtailmentRule.cs";

    /// <summary>Bugs in a zone's runs, in bills of use and in curtailments.</summary>
    private static IReadOnlyList<Mutant> OfMonths =>
        [.. OfRuns, .. OfBills, .. OfCurtailments, .. OfCuts, .. OfPlans];

    private static IReadOnlyList<Mutant> OfRuns =>
    [
        Month("run-not-resumed-after-a-crash",
            new Edit(ZoneGrain,
                "await base.OnActivateAsync(cancellationToken);\n        Runner.Start();",
                "await base.OnActivateAsync(cancellationToken);"),
            new Edit(ZoneGrain, "await Confirm();\n        Runner.Start();", "await Confirm();")),
        Month("run-that-was-left-behind-taken-for-impossible", new Edit(ZoneSellerRuns,
            "if (!State.HasEntered(step.Run)) { throw await Left(step.Run); }", "")),
        Month("snapshot-taken-again-on-a-retry",
            new Edit(SellerRuns,
                "if (_runs.Find(step.Run) is { } known) { return RunEntry.Of(known.Snapshot); }", ""),
            new Edit(SellerRuns, "if (step.Number <= _runs.LastNumber)",
                "if (step.Number < _runs.LastNumber)")),
        Month("sellers-join-a-run-that-has-begun", new Edit(ZoneRuns,
            "_numbers[seller] <= run.Entered && !absent", "!absent")),
        Month("outdated-draft-confirmed", new Edit(ZoneRuns,
            "if (run.IsOutdated) { return ConfirmStatus.RunOutdated; }", "")),
        Month("announced-without-an-answer", new Edit(ZoneRunner,
            "seller => Tell(seller, run))) { }",
            "seller => { _ = Tell(seller, run); return Task.FromResult(true); })) { }")),
        Month("base-set-only-by-the-first-announcement", new Edit(ZoneSellerRuns,
            "await Commit(State.Announce(run, on, terms.Rules.CarryUseDays, day));",
            """
            var announced = State.Announce(run, on, terms.Rules.CarryUseDays, day);
            if (announced.IsEmpty) { return; }
            await Commit(announced);
            """)),
        Month("market-left-for-the-operator-to-open", new Edit(ZoneRunner,
            "await OpenMarkets(run);", "")),
        Month("offer-never-noted", new Edit(ZoneRunner,
            "await commit([new CapacityOffered(run.Begin.Id, answer)]);", "_ = answer;")),
    ];

    private static IReadOnlyList<Mutant> OfBills =>
    [
        Month("month-billed-twice", new Edit(SellerOverage,
            "if (!TakesPart || _overage.Find(month) is not null) { return []; }", "")),
        Month("month-noted-as-billed-though-a-seller-failed", new Edit(ZoneRunner,
            "unbilled = await Bill(month) ?? unbilled;", "await Bill(month);")),
        Month("late-use-not-billed", new Edit(SellerOverage,
            "if (!IsDue(month, zone)) { return []; }", "if (zone.Today >= month) { return []; }")),
        Month("charge-posted-twice", new Edit(AccountOverage,
            "if (charge.Number <= last) { return []; }", "if (charge.Number < last) { return []; }")),
    ];

    private static IReadOnlyList<Mutant> OfCurtailments =>
    [
        Month("curtailed-again-on-a-retry", new Edit(Curtailing,
            "_commands.Keep(\"\", taken.Cut.Id, taken.Cut, CurtailStatus.Curtailed);", "")),
        Month("curtailment-not-told", new Edit(Curtailing, "_outbox.Add(due.ToArray());", "")),
        Month("earliest-award-cut-first", new Edit(CurtailmentRule,
            "awards.OrderByDescending(award => award.Round).ThenBy(",
            "awards.OrderBy(award => award.Round).ThenBy(")),
        Month("compensated-at-the-max-fee", new Edit(Curtailing,
            "new(round.CurrentFee)", "bid.MaxFee")),
        Month("curtailed-space-counts-on-its-day", new Edit(ExtraSpace,
            "notice.Curtailment?.Cut.Day <= day)", "notice.Curtailment?.Cut.Day < day)")),
    ];

    private static IReadOnlyList<Mutant> OfCuts =>
    [
        Month("cut-counts-before-its-day", new Edit(RunBook,
            "LastOrDefault(cut => cut.Step.From <= day)", "LastOrDefault()")),
        Month("cut-base-not-set-on-its-day", new Edit(ZoneSellerCuts,
            "if (State.BaseFrom(step) is { } volume)", "if (State.BaseFrom(step) is null)"),
            new Edit(ZoneSellerCuts, "await SetBase(step.Period, volume);", "await Durable();")),
        Month("cut-not-resumed-after-a-crash", new Edit(ZoneRunner,
            " || zone().DueCut(today()) is not null;", ";")),
        Month("cut-taken-twice", new Edit(SellerCuts,
            "_runs.Cuts(step.Period).Any(cut => cut.Step.Id == step.Id);", "false;")),
    ];

    private static IReadOnlyList<Mutant> OfPlans =>
    [
        Month("event-counts-unconfirmed", new Edit(EventBook,
            ".Where(one => one.State == EventState.Confirmed && one.Plan.LastDay > cutOff)",
            ".Where(one => one.Plan.LastDay > cutOff)")),
        Month("decision-on-an-event-not-told", new Edit(SellerEvents,
            "Decided(known.Plan, decision, zone, act)",
            "Decided(known.Plan, decision, zone, act).RemoveAt(1)")),
        Month("planner-not-told-to-the-zone", new Edit(ZoneSellerEvents,
            "await Register.EnterPlanner(_seller);", "await Register.Enter(_seller);")),
        Month("ended-rest-not-told", new Edit(Ending,
            "Announce(new VolumeCurtailed(ended.Taken) { At = ended.At }, isRest: true);", "")),
    ];

    private static Mutant Month(string name, params Edit[] edits) =>
        new(name, edits) { Run = typeof(MonthRun) };
}
