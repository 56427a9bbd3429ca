using Clearing.Journal;
using Clearing.Verification;
using Spectre.Console;

namespace Clearing.Client.Demo;

/// <summary>Reads the whole journal back and checks the invariants.</summary>
internal sealed class FinalCheck(string path, IAnsiConsole console)
{
    internal async Task<int> Run()
    {
        console.Write(new Rule("[bold]4. Verification[/]").LeftJustified());
        var findings = await Verify();
        console.MarkupLine("Read back from the file, from the first event to the last:");
        var table = Tables.New("checked", "count");
        table.AddRow("streams without a gap", Text.Of(findings.Streams.Count));
        table.AddRow("events that follow from those before", Text.Of(findings.Events));
        table.AddRow("rounds that clear again to the recorded outcome", Text.Of(findings.Rounds));
        table.AddRow("postings that sum to zero", Text.Of(findings.Postings));
        table.AddRow("snapshots equal to the fold of their stream", Text.Of(findings.Snapshots));
        console.Write(table);
        foreach (var violation in findings.Violations)
        {
            console.MarkupLineInterpolated($"[red]{violation.ToString()}[/]");
        }
        var held = findings.ViolationCount == 0;
        console.MarkupLine(held
            ? "[green]No violation: every award landed once, no fee rose, every statement adds up.[/]"
            : $"[red]Violations: {Text.Of(findings.ViolationCount)}[/]");
        return held ? ExitCode.Fine : ExitCode.Differences;
    }

    private async Task<JournalFindings> Verify()
    {
        await using var journal = Journals.OpenForReading(new JournalOptions { Path = path });
        using var snapshots = new SqliteSnapshots(path);
        return await new JournalCheck(journal, snapshots).Run();
    }
}
