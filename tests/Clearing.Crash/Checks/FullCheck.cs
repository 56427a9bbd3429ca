using Clearing.Verification;
using Clearing.Journal;

namespace Clearing.Crash;

/// <summary>The check behind <c>clearing journal</c>.</summary>
internal static class FullCheck
{
    /// <summary>Adds what it finds to a report.</summary>
    public static async Task Run(string database, CrashReport report)
    {
        await using var journal = Journals.OpenForReading(new JournalOptions { Path = database });
        using var snapshots = new SqliteSnapshots(database);
        var findings = await new JournalCheck(journal, snapshots).Run();
        report.Events = findings.Events;
        report.Rounds = findings.Rounds;
        report.Violations.AddRange(findings.Violations.Select(violation => violation.ToString()));
    }
}
