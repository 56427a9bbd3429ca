namespace Clearing.Simulation;

public static partial class Mutants
{
    private const string AccountDays = Market + "Sellers/SellerAccount.Days.cs";
    private const string Allocation = "src/Clearing.Allocation/";
    private const string FactBook = Allocation + "Facts/FactBook.cs";
    private const string KnownFacts = Allocation + "Facts/KnownFacts.cs";
    private const string Lines = Allocation + "Sellers/ZoneSeller.Lines.cs";
    private const string ZoneSeller = "src/Clearing.Grains/ZoneSellerGrain.cs";
    private const string RoundMetrics = "src/Clearing.Grains/RoundGrain.Metrics.cs";
    private const string SellerAccount = "src/Clearing.Grains/SellerGrain.cs";
    private const string Teller = "src/Clearing.Grains/SalesTeller.cs";

    /// <summary>Bugs in credits from days.</summary>
    private static IReadOnlyList<Mutant> OfDays =>
    [
        Days("late-fact-ignored-after-the-settlement", new Edit(AccountDays,
            "if (change != Money.Zero) { postings.Correction(sales.Cause, change); }",
            "_ = change;")),
        Days("correction-posted-twice", new Edit(AccountDays,
            "if (sales.Number <= last) { return []; }",
            "if (sales.Number < last) { return []; }")),
        Days("line-with-the-base-of-another-day", new Edit(Lines,
            "=> _runs.ConfirmedOn(period, day);", "=> _runs.ConfirmedOn(period, day.AddDays(-1));")),
        Days("duplicate-return-counted-twice",
            new Edit(FactBook,
                "if (_known.Has(given.Id))", "if (_known.Has(given.Id) && window is null)"),
            new Edit(KnownFacts,
                "_contents.Add(HashOf(fact.Id), ContentOf(fact));",
                "_contents[HashOf(fact.Id)] = ContentOf(fact);")),
        Days("carried-use-of-other-days-left-as-it-was", new Edit(Lines,
            "day.DayNumber >= market.Period.FirstDay.DayNumber - CarryIn(market.Period, carryUseDays)",
            "day >= market.Period.FirstDay")),
        Days("facts-and-lines-appended-apart", new Edit(ZoneSeller,
            "if (!decision.Events.IsEmpty) { durable = Commit(decision.Events); }",
            """
            if (!decision.Events.IsEmpty)
            {
                await Commit([decision.Events[0]]);
                if (decision.Events.Length > 1) { durable = Commit(decision.Events[1..]); }
            }
            """)),
        Days("sales-told-before-durable", new Edit(Teller,
            "await commit([]);\n            await account().AcceptSales(untold).WaitAsync(ending());",
            "await account().AcceptSales(untold);")),
        Days("round-dated-before-the-one-before", new Edit(RoundMetrics,
            "Clock.GetUtcNow() is var now && State.LastChangeAt is { } last && last > now ? last : now;",
            "Clock.GetUtcNow();")),
        Days("overtaken-activation-takes-a-run-for-impossible",
            new Edit(ZoneSellerRuns,
                "if (!State.HasEntered(step.Run)) { throw await Left(step.Run); }", ""),
            new Edit(ZoneSellerRuns,
                "if (!State.HasEntered(run) || State.Draft(run) is not { } draft) { throw await Left(run); }",
                "var draft = State.Draft(run)!;"),
            new Edit(ZoneSellerRuns, "if (!State.HasEntered(run)) { throw await Left(run); }", "")),
        Days("step-begins-again-for-each-silent-seller", new Edit(ZoneRunner,
            "IsAway(away) && asked < Asks)", "IsAway(away) && asked < 1)")),
        Days("overtaken-account-takes-sales-for-impossible", new Edit(SellerAccount,
            "if (State.MissesBefore(sales)) { await Confirm(); }", "")),
    ];

    private static Mutant Days(string name, params Edit[] edits) =>
        new(name, edits) { Run = typeof(DaysRun) };
}
