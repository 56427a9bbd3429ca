using Microsoft.Extensions.Time.Testing;
using static Clearing.Journal.Tests.Said;

namespace Clearing.Journal.Tests;

/// <summary>The refusals when a SQLite journal is opened, and their messages.</summary>
public sealed class SqliteOpeningTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Db => _folder.File("journal.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_that_is_not_a_database_is_refused_and_left_as_it_is()
    {
        var text = new string('x', 10_000);
        File.WriteAllText(Db, text);

        Assert.Contains("it is not a SQLite database", Refusal(Db), StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(Db));
    }

    [Fact]
    public async Task Tables_of_a_newer_version_are_refused_naming_both()
    {
        await Open(Db).DisposeAsync();
        SqliteFileSql.Run(Db, "UPDATE clearing_schema SET version = 7");

        const string Cause = "its tables have version 7, this program knows versions up to 2";
        Assert.Contains(Cause, Refusal(Db), StringComparison.Ordinal);
        var reading = Assert.Throws<JournalOpenException>(
            () => SqliteJournalStore.OpenForReading(Db));
        Assert.Equal($"The journal {Db} cannot be opened: {Cause}", reading.Message);
        Assert.Equal(Db, reading.Place);
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_refused()
    {
        var path = _folder.File("nowhere/journal.db");

        Assert.Contains("nowhere' does not exist", Refusal(path), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("nowhere")));
    }

    [Fact]
    public void A_path_below_a_file_and_a_path_that_is_a_folder_are_refused()
    {
        File.WriteAllText(_folder.File("file"), "");
        Directory.CreateDirectory(_folder.File("folder.db"));

        Assert.Contains(
            "does not exist", Refusal(_folder.File("file/journal.db")), StringComparison.Ordinal);
        Assert.Contains(
            "it is a folder", Refusal(_folder.File("folder.db")), StringComparison.Ordinal);
    }

    [SkippableFolderFact("/proc")]
    public void A_folder_that_takes_no_files_is_refused()
    {
        // Tests may run as root, whom permissions do not bind, but nobody can create files in
        // /proc.
        Assert.Contains(
            "lock file cannot be", Refusal("/proc/journal.db"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_server_on_the_same_file_is_refused_until_the_first_has_closed()
    {
        await using (var first = Open(Db))
        {
            Assert.Contains("another server has it open", Refusal(Db), StringComparison.Ordinal);
            await new GroupCommitJournal(first).Append("a", 0, Events("one"));
        }

        await using var second = Open(Db);
        Assert.Equal(["one"], await second.Texts("a"));
    }

    [Fact]
    public async Task A_second_server_is_refused_by_another_name_of_the_file_too()
    {
        await using var first = Open(Db);
        File.CreateSymbolicLink(_folder.File("link.db"), Db);

        Assert.Contains(
            "another server has it open",
            Refusal(_folder.File("link.db")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_is_read_while_a_server_writes_it_and_after_it_has_closed()
    {
        var store = Open(Db);
        var journal = new GroupCommitJournal(store);
        await journal.Append("a", 0, Events("one"));
        await using var reading = SqliteJournalStore.OpenForReading(Db);
        Assert.Equal(["one"], await reading.Texts("a"));
        await journal.Append("a", 1, Events("two"));
        Assert.Equal(["one", "two"], await reading.Texts("a"));

        await journal.DisposeAsync();

        Assert.Equal(["one", "two"], await reading.Texts("a"));
        await using var later = SqliteJournalStore.OpenForReading(Db);
        Assert.Equal([new StreamInfo("a", 2)], await later.Streams("").ToListAsync());
    }

    [Fact]
    public void Reading_creates_nothing()
    {
        var missing = Assert.Throws<JournalOpenException>(
            () => SqliteJournalStore.OpenForReading(Db));
        Assert.Contains("does not exist", missing.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));

        SqliteFileSql.Run(Db, "CREATE TABLE other (x)");
        var other = Assert.Throws<JournalOpenException>(
            () => SqliteJournalStore.OpenForReading(Db));
        Assert.Contains("without a journal", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finance_reads_the_events_with_sql()
    {
        var clock = new FakeTimeProvider(new(2026, 10, 1, 12, 30, 15, 7, TimeSpan.Zero));
        await using (var journal = new GroupCommitJournal(
            SqliteJournalStore.Open(new() { Path = Db }, clock)))
        {
            await journal.Append("seller/a", 0, Events("""{"fee":12}"""));
        }

        Assert.Equal(
            "seller/a 1 Said 12 2026-10-01T12:30:15.007Z",
            SqliteFileSql.Run(Db, """
                SELECT stream || ' ' || version || ' ' || type || ' '
                    || json_extract(payload, '$.fee') || ' ' || recorded_at FROM events
                """));
    }

    private static SqliteJournalStore Open(string path) =>
        SqliteJournalStore.Open(new() { Path = path }, TimeProvider.System);

    private static string Refusal(string path) =>
        Assert.Throws<JournalOpenException>(() => Open(path)).Message;
}

/// <summary>A fact that needs a folder of the operating system.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SkippableFolderFactAttribute : FactAttribute
{
    public SkippableFolderFactAttribute(string folder) =>
        Skip = Directory.Exists(folder) ? null : $"There is no {folder} on this system.";
}
