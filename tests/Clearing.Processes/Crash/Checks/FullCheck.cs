using Clearing.Journal;
using Clearing.Sealing;
using Clearing.Verification;

namespace Clearing.Processes.Crash;

/// <summary>The check behind <c>clearing journal</c>.</summary>
internal static class FullCheck
{
    /// <summary>Adds its findings to a report.</summary>
    public static async Task Run(string database, CrashReport report)
    {
        var options = new JournalOptions { Path = database };
        await using var journal = Journals.OpenForReading(options);
        await using var table = Journals.OpenKeys(options, reading: true);
        var ring = await KeyRing.OpenForReading(
            table, KeyFile.Read(ServerProcess.KeyFileOf(database), SystemSecrets.Instance),
            SystemSecrets.Instance);
        using var snapshots = new SqliteSnapshots(database);
        var findings = await new JournalCheck(journal, snapshots, new(table, ring)).Run();
        report.Events = findings.Events;
        report.Rounds = findings.Rounds;
        report.Violations.AddRange(findings.Violations.Select(violation => violation.ToString()));
    }
}
