using System.Text;
using Clearing.Hosting;
using Clearing.Journal;
using Clearing.Testing;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Clearing.Cluster.Tests.Storage;

/// <summary>What the log says when the journal cannot write.</summary>
public sealed class JournalNoticeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clearing-notices-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_full_disk_is_named_once_a_minute_and_nothing_that_was_to_be_written()
    {
        await using var journal = new GroupCommitJournal(SqliteJournalStore.Open(
            new() { Path = Path.Combine(_folder, "j.db"), MaxPages = 40 }, TimeProvider.System));
        using var lines = new LogLines();
        using var logs = new LoggerFactory([lines]);
        var notices = new JournalNotices(
            journal, new SealedJournal(journal, null), TimeProvider.System,
            logs.CreateLogger<JournalNotices>());
        await notices.StartAsync(CancellationToken.None);
        var large = Encoding.UTF8.GetBytes($"\"{new string('x', 500_000)}\"");
        for (var i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<JournalUnavailableException>(
                () => journal.Append("seller/acme", 0, [new("large", large)]));
        }

        Assert.Equal(2, lines.Text.Split("could not write: the disk is full (SQLite error 13").Length);
        Assert.DoesNotContain("acme", lines.Text);
    }

    [Fact]
    public void A_cause_is_told_by_its_code_and_not_in_a_drivers_words()
    {
        Assert.Equal(
            "the disk of the database is full (SQLSTATE 53100)",
            JournalCauses.Of(new PostgresException("secret", "ERROR", "ERROR", "53100")));
        Assert.Equal(
            "SQLSTATE 99999",
            JournalCauses.Of(new PostgresException("secret", "ERROR", "ERROR", "99999")));
        Assert.Equal(
            "NpgsqlException, IOException",
            JournalCauses.Of(new NpgsqlException("secret", new IOException("secret"))));
        Assert.Equal(
            "the journal failed: NpgsqlException",
            JournalCauses.Of(new JournalUnavailableException(new NpgsqlException("secret"))));
        Assert.Equal("JournalOpenException", JournalCauses.Of(new JournalOpenException("secret", "secret")));
        Assert.Equal(
            "Stream 'market/m' is not at version 5: another writer appended to it",
            JournalCauses.Of(new JournalConflictException("market/m", 5)));
    }
}
