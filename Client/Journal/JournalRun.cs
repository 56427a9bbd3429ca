using Clearing.Journal;
using Clearing.Verification;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Clearing.Client.Journal;

/// <summary>One run of <c>clearing journal</c>.</summary>
/// <param name="Place">Where the journal is.</param>
/// <param name="Stream">The one stream to verify; null for all.</param>
/// <param name="Json">Whether to print JSON.</param>
internal sealed record JournalRun(JournalPlace Place, string? Stream, bool Json)
{
    /// <summary>Lists and verifies; returns the exit code.</summary>
    internal async Task<int> Run()
    {
        try
        {
            var findings = await Verify();
            if (Stream is not null && findings.Streams.Count == 0)
            {
                throw new CommandException(
                    ExitCode.BadInput, $"clearing: {Place.Name} has no stream of that name");
            }
            new JournalReport(findings).Print(Json);
            return findings.ViolationCount == 0 ? ExitCode.Fine : ExitCode.Differences;
        }
        catch (ArgumentException wrong)
        {
            throw new CommandException(
                ExitCode.BadInput, $"clearing: {wrong.Message.ReplaceLineEndings(" ")}");
        }
        catch (Exception failure) when (
            failure is JournalOpenException or SqliteException or NpgsqlException)
        {
            throw new CommandException(
                ExitCode.Environment, $"clearing: {failure.Message.ReplaceLineEndings(" ")}");
        }
    }

    private async Task<JournalFindings> Verify()
    {
        await using var journal = Place.Journal();
        using var snapshots = Place.Snapshots();
        return await new JournalCheck(journal, snapshots).Run(Stream);
    }
}
