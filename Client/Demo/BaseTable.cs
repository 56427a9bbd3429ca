using Clearing.Allocation.Explanations;
using Clearing.Allocation.Sellers;
using Spectre.Console;

namespace Clearing.Client.Demo;

/// <summary>Shows a base step by step, and why it differs from the previous one.</summary>
internal static class BaseTable
{
    internal static void Print(IAnsiConsole console, BaseView view)
    {
        var (record, steps, run) = (view.Base.Record, view.Base.Steps!, view.Run.Snapshot);
        var table = Tables.New($"base of {view.Base.Period}", "cubic feet", "because");
        table.AddRow(
            "need", Text.Of(record.NeedVolume), "the most that any 8 weeks are expected to sell");
        table.AddRow(
            "× score", Text.Of(steps.ScoredVolume),
            $"score {run.Score.Score}: × {Factor(record.ScoreFactorPpm)}; {Percent(run)} excess stock");
        table.AddRow("+ use of extra space", Text.Of(steps.WantedVolume), Use(view));
        table.AddRow(
            "within a step", Text.Of(steps.SteppedVolume),
            record.PreviousVolume is { } before
                ? $"{Text.Of(before)} before: at most a quarter less or a half more"
                : "no base before: no step");
        table.AddRow(
            "base", Text.Of(view.Base.BaseVolume!.Value),
            record.Ration == Clearing.Allocation.Bases.Ration.None
                ? "there is space for everybody" : "space is short");
        console.Write(table);
        if (view.Change.ChangeVolume is { } change)
        {
            console.MarkupLineInterpolated(
                $"Change {Signed(change)}: {string.Join(", ", view.Change.Parts.Select(Show))}.");
        }
        console.WriteLine();
    }

    private static string Use(BaseView view)
    {
        var use = view.Run.Snapshot.Use;
        return use.HeldVolume == 0
            ? "none was held"
            : $"on average {Text.Of(use.UsedVolume)} of {Text.Of(use.HeldVolume)} were used: "
                + $"{Signed(use.BonusVolume)} for good use, {Signed(-use.UnusedPenaltyVolume)} for "
                + "empty space";
    }

    private static string Show((BasePart Part, long ChangeVolume) part) =>
        $"{part.Part.ToString().ToLowerInvariant()} {Signed(part.ChangeVolume)}";

    private static string Percent(Clearing.Allocation.Runs.RunSnapshot run) =>
        run.Score.Factors.Excess.ValuePpm is { } ppm ? $"{(ppm + 5_000) / 10_000} %" : "unknown";

    private static string Factor(long ppm) => $"{ppm / 1_000_000}.{ppm % 1_000_000 / 1_000:000}";

    private static string Signed(long volume) => volume switch
    {
        > 0 => $"+{Text.Of(volume)}",
        _ => Text.Of(volume),
    };
}
