using Clearing.Client.Files;
using Clearing.Journal;
using Microsoft.Data.Sqlite;

namespace Clearing.Client.Verify;

/// <summary>One run of <c>clearing journal</c>.</summary>
/// <param name="File">The SQLite file.</param>
/// <param name="Stream">The one stream to verify; null for all.</param>
/// <param name="Json">Whether to print JSON.</param>
internal sealed record JournalRun(string File, string? Stream, bool Json)
{
    /// <summary>Lists and verifies; returns the exit code.</summary>
    internal async Task<int> Run()
    {
        InputFile.RequireFile(File);
        try
        {
            var findings = await Verify();
            if (Stream is not null && findings.Streams.Count == 0)
            {
                throw new CommandException(
                    ExitCode.BadInput, $"clearing: {File} has no stream of that name");
            }
            new JournalReport(findings).Print(Json);
            return findings.ViolationCount == 0 ? ExitCode.Fine : ExitCode.Differences;
        }
        catch (Exception failure) when (failure is JournalOpenException or SqliteException)
        {
            throw new CommandException(
                ExitCode.Environment, $"clearing: {failure.Message.ReplaceLineEndings(" ")}");
        }
    }

    private async Task<JournalFindings> Verify()
    {
        await using var journal = Journals.OpenForReading(new JournalOptions { Path = File });
        using var snapshots = new SqliteSnapshots(File);
        return await new JournalCheck(journal, snapshots).Run(Stream);
    }
}
