using System.Collections.Immutable;
using Clearing.Client.Files;
using Clearing.Formats;

namespace Clearing.Client.Replay;

/// <summary>One run of <c>clearing replay</c>.</summary>
/// <param name="File">The file of scenarios or of cases of the base, or <c>-</c>.</param>
/// <param name="Id">Only the scenarios or cases with this id; null for all.</param>
/// <param name="Out">The file for the results; null for the standard output.</param>
/// <param name="Check">True to compare instead of printing.</param>
/// <param name="Json">True to print the comparison as JSON.</param>
internal sealed record ReplayRun(string File, string? Id, string? Out, bool Check, bool Json)
{
    /// <summary>Replays, prints or compares; returns the exit code.</summary>
    internal int Run()
    {
        OutputFile.RefuseInput(Out, File);
        var replays = Chosen();
        var expecting = replays.Count(replay => replay.Expected is not null);
        if (Check && expecting == 0)
        {
            throw new CommandException(
                ExitCode.BadInput, $"clearing: {File}: no scenario says what is expected");
        }
        if (!Check || Out is not null)
        {
            OutputFile.Write(Out, output => ReplayWriter.Write(output, replays));
        }
        return Check ? Compare(replays, expecting) : ExitCode.Fine;
    }

    private int Compare(ImmutableArray<IReplay> replays, int expecting)
    {
        var report = new CheckReport(
            replays.Length,
            replays.Length - expecting,
            [.. replays.SelectMany(replay => replay.Differences())]);
        report.Print(Console.Out, Json);
        return report.Differences.IsEmpty ? ExitCode.Fine : ExitCode.Differences;
    }

    private ImmutableArray<IReplay> Chosen()
    {
        using var input = InputFile.Open(File);
        var all = InputFile.Require(ReplayFile.Read(input, File)).Replays;
        var chosen = Id is null ? all : [.. all.Where(replay => replay.Id == Id)];
        return !chosen.IsEmpty || Id is null
            ? chosen
            : throw new CommandException(
                ExitCode.BadInput,
                $"clearing: {File}: no scenario has the id {FormatError.Show(Id)}");
    }
}
