using static Clearing.Journal.Tests.Said;

namespace Clearing.Journal.Tests;

public sealed class JournalsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_sqlite_journal_is_opened_by_its_path()
    {
        var options = new JournalOptions { Path = _folder.File("a.db") };
        await using (var journal = Journals.Open(options, TimeProvider.System))
        {
            await journal.Append("a", 0, Events("one"));
        }

        await using var reading = Journals.OpenForReading(options);
        Assert.Equal(["one"], await reading.Texts("a"));
    }

    [Fact]
    public async Task A_sqlite_journal_is_opened_by_one_process_alone_whatever_it_is_for()
    {
        var options = new JournalOptions { Path = _folder.File("a.db") };
        await using (Journals.OpenAlone(options, TimeProvider.System))
        {
            Assert.Throws<JournalOpenException>(() => Journals.Open(options, TimeProvider.System));
        }
        await using var server = Journals.Open(options, TimeProvider.System);
        Assert.Throws<JournalOpenException>(() => Journals.OpenAlone(options, TimeProvider.System));
    }

    [Fact]
    public async Task A_journal_in_memory_needs_nothing_and_cannot_be_opened_for_reading_alone()
    {
        var options = new JournalOptions { Provider = JournalProvider.Memory };
        await using var journal = Journals.Open(options, TimeProvider.System);
        await journal.Append("a", 0, Events("one"));

        Assert.Equal(["one"], await journal.Texts("a"));
        Assert.Throws<ArgumentException>(() => Journals.OpenForReading(options));
    }

    [Theory]
    [InlineData(JournalProvider.Sqlite, null, null, 2, "Path is missing: Sqlite needs it.")]
    [InlineData(JournalProvider.Sqlite, " ", null, 2, "Path is missing: Sqlite needs it.")]
    [InlineData(JournalProvider.Sqlite, "a.db", "Host=x", 2,
        "ConnectionString belongs to PostgreSql; the provider is Sqlite.")]
    [InlineData(JournalProvider.PostgreSql, null, null, 2,
        "ConnectionString is missing: PostgreSql needs it.")]
    [InlineData(JournalProvider.PostgreSql, "a.db", "Host=x", 2,
        "Path belongs to Sqlite; the provider is PostgreSql.")]
    [InlineData(JournalProvider.Memory, "a.db", null, 2,
        "Path belongs to Sqlite; the provider is Memory.")]
    [InlineData(JournalProvider.Memory, null, null, 0, "Writers is 1 to 16, not 0.")]
    [InlineData((JournalProvider)9, null, null, 2,
        "Provider is Memory, Sqlite or PostgreSql, not 9.")]
    public void Options_that_do_not_fit_together_are_refused_by_name(
        JournalProvider provider, string? path, string? connection, int writers, string message)
    {
        var options = new JournalOptions
        {
            Provider = provider,
            Path = path,
            ConnectionString = connection,
            Writers = writers,
        };

        var refusal = Assert.Throws<ArgumentException>(
            () => Journals.Open(options, TimeProvider.System));

        Assert.StartsWith(message, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Clearing")]
    [InlineData("a-b")]
    [InlineData("a; drop schema b")]
    [InlineData("")]
    public void A_schema_name_that_needs_quoting_is_refused(string schema)
    {
        var options = new JournalOptions
        {
            Provider = JournalProvider.PostgreSql,
            ConnectionString = "Host=127.0.0.1",
            Schema = schema,
        };

        var refusal = Assert.Throws<ArgumentException>(
            () => Journals.Open(options, TimeProvider.System));

        Assert.StartsWith("Schema is", refusal.Message, StringComparison.Ordinal);
    }
}
