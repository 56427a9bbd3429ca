using System.Collections.Immutable;
using Clearing.Client.Files;
using Clearing.Formats;

namespace Clearing.Client.Replay;

/// <summary>One run of <c>clearing replay</c>.</summary>
/// <param name="File">The scenario file, or <c>-</c>.</param>
/// <param name="Id">Only the scenarios of this id; null for all.</param>
/// <param name="Out">Where the results go; null for the standard output.</param>
/// <param name="Check">Whether to compare instead of printing.</param>
/// <param name="Json">Whether the comparison is printed as JSON.</param>
internal sealed record ReplayRun(string File, string? Id, string? Out, bool Check, bool Json)
{
    /// <summary>Replays, prints or compares; returns the exit code.</summary>
    internal int Run()
    {
        OutputFile.RefuseInput(Out, File);
        var scenarios = Chosen();
        if (!Check)
        {
            var replays = scenarios.Select(s => ScenarioReplay.Run(s.Scenario));
            OutputFile.Write(Out, output => ReplayWriter.Write(output, replays));
            return ExitCode.Fine;
        }
        var checkedScenarios = scenarios.Count(s => s.Expected is not null);
        if (checkedScenarios == 0)
        {
            throw new CommandException(
                ExitCode.BadInput, $"clearing: {File}: no scenario says what is expected");
        }
        var results = scenarios.Select(s => ScenarioReplay.Run(s.Scenario)).ToImmutableArray();
        if (Out is not null)
        {
            OutputFile.Write(Out, output => ReplayWriter.Write(output, results));
        }
        var report = new CheckReport(
            scenarios.Length, scenarios.Length - checkedScenarios, Differences(scenarios, results));
        report.Print(Console.Out, Json);
        return report.Differences.IsEmpty ? ExitCode.Fine : ExitCode.Differences;
    }

    private ImmutableArray<ScenarioEntry> Chosen()
    {
        using var input = InputFile.Open(File);
        var all = InputFile.Require(ScenarioFile.Read(input, File)).Scenarios;
        var chosen = Id is null ? all : [.. all.Where(s => s.Scenario.Id == Id)];
        return !chosen.IsEmpty || Id is null
            ? chosen
            : throw new CommandException(
                ExitCode.BadInput,
                $"clearing: {File}: no scenario has the id {FormatError.Show(Id)}");
    }

    private static ImmutableArray<Difference> Differences(
        ImmutableArray<ScenarioEntry> scenarios, ImmutableArray<ReplayResult> results) =>
    [
        .. scenarios.Zip(results).SelectMany(pair => pair.First.Expected is { } expected
            ? ExpectedOutcome.Compare(expected, pair.Second)
            : []),
    ];
}
