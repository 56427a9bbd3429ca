using Clearing.Journal;
using Clearing.Sealing;
using Clearing.Verification;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Clearing.Client.Journal;

/// <summary>One run of <c>clearing journal</c>.</summary>
/// <param name="Place">The journal.</param>
/// <param name="KeyFile">The journal's key file; null to leave sealed events closed.</param>
/// <param name="AnchorFiles">Files of anchors that servers kept outside the database.</param>
/// <param name="Stream">The only stream to verify; null for all.</param>
/// <param name="FromStart">True if the journal had a key file before its first event.</param>
/// <param name="Json">True to print JSON.</param>
internal sealed record JournalRun(
    JournalPlace Place, string? KeyFile, IReadOnlyList<string> AnchorFiles, string? Stream,
    bool FromStart, bool Json)
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
            new JournalReport(findings, KeyFile is not null).Print(Json);
            return findings.ViolationCount == 0 ? ExitCode.Fine : ExitCode.Differences;
        }
        catch (ArgumentException wrong)
        {
            throw new CommandException(
                ExitCode.BadInput, $"clearing: {wrong.Message.ReplaceLineEndings(" ")}");
        }
        catch (Exception failure) when (
            failure is JournalOpenException or SqliteException or NpgsqlException
                or KeyFileException or KeyUnavailableException or IOException
                or InvalidDataException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCode.Environment, $"clearing: {failure.Message.ReplaceLineEndings(" ")}");
        }
    }

    private async Task<JournalFindings> Verify()
    {
        await using var journal = Journals.OpenForReading(Place.Options);
        await using var table = Journals.OpenKeys(Place.Options, reading: true);
        using var snapshots = Place.Snapshots();
        var ring = KeyFile is null ? null : await KeyRing.OpenForReading(
            table, Sealing.KeyFile.Read(KeyFile, SystemSecrets.Instance), SystemSecrets.Instance);
        var anchors = new AnchoredHeads();
        foreach (var file in AnchorFiles) { anchors.Add(AnchorFile.Read(file)); }
        return await new JournalCheck(journal, snapshots, new(table, ring, FromStart), anchors)
            .Run(Stream);
    }
}
