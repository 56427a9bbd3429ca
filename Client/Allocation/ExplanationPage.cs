using Clearing.Allocation.Configuration;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Scores;
using Clearing.Client.Demo;
using Clearing.Client.Files;

namespace Clearing.Client.Allocation;

/// <summary>Explains a seller's limit on one page, step by step.</summary>
/// <param name="plan">The seller's base, with everything behind it.</param>
/// <param name="period">The period.</param>
/// <param name="config">The numbers of the rules.</param>
internal sealed class ExplanationPage(SellerPlan plan, PeriodPlan period, AllocationConfig config)
{
    /// <summary>Prints the page.</summary>
    internal void Show()
    {
        var seller = Remote.Shown.Printable(plan.Snapshot.Seller);
        Console.Out.WriteLine(plan.Base.BaseVolume is null
            ? $"Why has {seller} no limit in {period.Period}?"
            : $"Why is {seller}'s limit in {period.Period} {PlanTables.BaseOf(plan.Base)}?");
        Console.Out.WriteLine();
        if (plan.Base.Target.Steps is null)
        {
            Console.Out.WriteLine(OtherStage());
            return;
        }
        ShowScore();
        ShowSteps();
        Console.Out.WriteLine($"hash of the facts: {plan.Snapshot.FactsHash}");
    }

    private string OtherStage() => plan.Record.Stage switch
    {
        Clearing.Allocation.Bases.Stage.Override => "The operator set it.",
        Clearing.Allocation.Bases.Stage.Individual =>
            $"Sellers on the individual plan have {config.IndividualVolume} cubic feet.",
        _ => $"The account is younger than {config.NewWeeks} weeks. "
            + $"{Text.Of(plan.Base.Target.FixedVolume)} cubic feet are set aside for it.",
    };

    private void ShowScore()
    {
        var factors = Tables.New("factor", "value ppm", "points of 1000", "weight");
        var (of, weights) = (plan.Snapshot.Score.Factors, config.Weights);
        Add("sold: turns of the space in 13 weeks", of.SellThrough, weights.SellThrough);
        Add("excess: units beyond 90 days of supply", of.Excess, weights.Excess);
        Add("stranded: units that cannot be sold", of.Stranded, weights.Stranded);
        Add("in stock: share of the demand", of.InStock, weights.InStock);
        OutputConsole.Output.Write(factors);

        void Add(string name, FactorScore factor, long weight) => factors.AddRow(
            name, factor.ValuePpm is { } value ? Text.Of(value) : "-",
            factor.Points is { } points ? Text.Of(points) : "unknown", Text.Of(weight));
    }

    private void ShowSteps()
    {
        var (steps, record) = (plan.Base.Target.Steps!, plan.Record);
        var table = Tables.New("step", "cubic feet", "because");
        table.AddRow(
            "need", Text.Of(record.NeedVolume),
            $"the most that {config.CoverWeeks} weeks of {period.Period} are expected to sell");
        table.AddRow(
            "× score factor", Text.Of(steps.ScoredVolume),
            $"{(plan.Snapshot.Score.Score is { } score ? $"score {score}" : "no score")}: "
            + $"{Text.Of(record.ScoreFactorPpm)} per million");
        table.AddRow(
            "+ use of extra space", Text.Of(steps.WantedVolume), $"{record.UseVolume:+0;-0;0}");
        table.AddRow(
            "within a step", Text.Of(steps.SteppedVolume),
            record.PreviousVolume is { } before
                ? $"at most {config.StepDownPpm / 10_000} % below and {config.StepUpPpm / 10_000} % "
                    + $"(or {config.StepUpMinVolume}) above {Text.Of(before)}, the base before"
                : "no base before: no step");
        table.AddRow(
            "floor and ceiling", Text.Of(steps.TargetVolume),
            $"at least {config.FloorVolume}"
            + (config.CeilingVolume is { } most ? $", at most {Text.Of(most)}" : ""));
        table.AddRow(
            "your limit", PlanTables.BaseOf(plan.Base),
            record.Ration == Clearing.Allocation.Bases.Ration.None
                ? "there is space for everybody"
                : $"space is short: {PlanTables.RationOf(record.Ration)}, for everybody alike");
        OutputConsole.Output.Write(table);
    }
}
