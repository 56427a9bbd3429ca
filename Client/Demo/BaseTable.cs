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
            "what it needs", Text.Of(record.NeedVolume),
            "the most that it is expected to sell in any 8 weeks");
        table.AddRow(
            "× how well it sells", Text.Of(steps.ScoredVolume),
            $"a score of {run.Score.Score} of 1000 multiplies it by "
                + $"{Factor(record.ScoreFactorPpm)}; {Percent(run)} of its stock is excess");
        table.AddRow("+ use of extra space", Text.Of(steps.WantedVolume), Use(view));
        table.AddRow(
            "no sudden change", Text.Of(steps.SteppedVolume),
            record.PreviousVolume is { } before
                ? $"at most a quarter less or a half more than {Text.Of(before)}, the base before"
                : "there is no base before to compare with");
        table.AddRow(
            "base", Text.Of(view.Base.BaseVolume!.Value),
            record.Ration == Clearing.Allocation.Bases.Ration.None
                ? "there is space for everybody" : "space is short: everybody gets the same share");
        console.Write(table);
        if (view.Change.ChangeVolume is { } change)
        {
            var causes = string.Join(", ", view.Change.Parts.Select(Show));
            console.MarkupLineInterpolated(
                $"Why it changed by {Signed(change)}, cause by cause: {causes}.");
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

    private static string Show((BasePart Part, long ChangeVolume) part)
    {
        var cause = part.Part switch
        {
            BasePart.Projection => "expected sales",
            BasePart.Use => "use of extra space",
            BasePart.Previous => "the base before",
            BasePart.Ration => "shortage of space",
            _ => part.Part.ToString().ToLowerInvariant(),
        };
        return $"{cause} {Signed(part.ChangeVolume)}";
    }

    private static string Percent(Clearing.Allocation.Runs.RunSnapshot run) =>
        run.Score.Factors.Excess.ValuePpm is { } ppm ? $"{(ppm + 5_000) / 10_000} %" : "unknown";

    private static string Factor(long ppm) => $"{ppm / 1_000_000}.{ppm % 1_000_000 / 1_000:000}";

    private static string Signed(long volume) => volume switch
    {
        > 0 => $"+{Text.Of(volume)}",
        _ => Text.Of(volume),
    };
}
