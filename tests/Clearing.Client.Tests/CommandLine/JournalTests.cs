using System.Text;
using Clearing.Client.Tests.Journal;
using Clearing.Journal;
using Clearing.Sealing;
using Clearing.Testing;
using Npgsql;

namespace Clearing.Client.Tests.CommandLine;

public sealed class JournalTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clearing");

    private string Database => Path.Combine(_folder.FullName, "clearing.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_journal_is_listed_and_verified()
    {
        await Write(new JournalStory());
        var result = Cli.Run("journal", Database);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("market/us/standard/2026-Q4", result.Output, StringComparison.Ordinal);
        Assert.Contains(": 0 violations", result.Output, StringComparison.Ordinal);
        Assert.StartsWith("{\"events\":", Cli.Run("journal", Database, "--json").Output, StringComparison.Ordinal);
        Assert.Equal(2, Cli.Run("journal", Database, "--stream", "market/none").ExitCode);
    }

    [Fact]
    public async Task A_violation_ends_with_1_and_is_named()
    {
        var story = new JournalStory();
        story.Tamper("market/us/standard/2026-Q4", "round_cleared", payload => payload["round_fee"] = 5_400_000);
        await Write(story);
        var result = Cli.Run("journal", Database);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("round 1 clears to another outcome", result.Output, StringComparison.Ordinal);
        Assert.Contains(" violations\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_an_old_copy_of_the_key_file_only_what_it_opens_counts_as_opened()
    {
        var (keys, old) = (Path.Combine(_folder.FullName, "keys"), Path.Combine(_folder.FullName, "old"));
        var story = new JournalStory();
        var market = story.Of("market/us/standard/2026-Q4");
        foreach (var stream in story.Events.Keys.ToArray()) { story.Remove(stream); }
        var sealing = new SealedStory(new() { Path = Database }, keys);
        await sealing.Write(story);
        File.Copy(keys, old);
        KeyFile.Add(keys, "k2", SystemSecrets.Instance);
        story.Events["market/us/standard/2026-Q4"] = market;
        await sealing.Write(story);

        var result = Cli.Run("journal", Database, "--key-file", old);

        Assert.Equal((1, ""), (result.ExitCode, result.Error));
        Assert.Contains("cannot be unwrapped", result.Output, StringComparison.Ordinal);
        Assert.Contains("with keys: 0 sealed events opened and verified", result.Output, StringComparison.Ordinal);
        Assert.Contains(" could not be opened", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_begins_in_plain_is_a_violation_in_a_journal_sealed_from_its_start()
    {
        await Write(new JournalStory());

        Assert.Equal(0, Cli.Run("journal", Database).ExitCode);
        var result = Cli.Run("journal", Database, "--sealed-from-start");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("the journal is sealed from its start", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_that_is_sealed_from_its_start_has_none()
    {
        var keys = Path.Combine(_folder.FullName, "keys");
        await new SealedStory(new() { Path = Database }, keys).Write(new JournalStory());

        var result = Cli.Run("journal", Database, "--key-file", keys, "--sealed-from-start");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("Database=clearing;Password=hush")]
    public void What_is_no_connection_string_is_refused_with_the_name_of_the_option(string text)
    {
        var result = Cli.Run("journal", "--connection", text);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--connection is no connection string of PostgreSQL", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("this is no database, whatever its name says; it only looks as if it were one of them")]
    [InlineData("SQLite format 3\0 and then nothing")]
    public void A_file_that_is_no_journal_ends_with_3(string text)
    {
        File.WriteAllText(Database, text);
        var result = Cli.Run("journal", Database);

        Assert.Equal(3, result.ExitCode);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
        Assert.DoesNotContain("internal error", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_ends_with_2()
    {
        Assert.Equal(2, Cli.Run("journal", Database).ExitCode);
        Assert.False(File.Exists(Database));
    }

    [PostgresFact]
    public async Task A_journal_on_PostgreSQL_is_verified_with_the_snapshots_beside_it()
    {
        await using var postgres = await PostgresServer.Start();
        var place = new JournalOptions
        {
            Provider = JournalProvider.PostgreSql,
            ConnectionString = postgres.ConnectionString,
        };
        Assert.Equal(3, Cli.Run("journal", "--connection", postgres.ConnectionString).ExitCode);
        await Write(new JournalStory(), place);
        var without = Cli.Run("journal", "--connection", postgres.ConnectionString);
        Assert.Equal(0, without.ExitCode);
        Assert.Contains(" 0 snapshots: 0 violations", without.Output, StringComparison.Ordinal);

        var last = new JournalStory().Of("seller/late").Count;
        await StoreSnapshot(postgres, $$"""{"version":{{last}},"account":"another one's"}""");
        var found = Cli.Run("journal", "--connection", postgres.ConnectionString);
        Assert.Equal(1, found.ExitCode);
        Assert.Contains("the snapshot is not the fold", found.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_journal_is_a_file_or_a_database_and_not_both()
    {
        Assert.Equal(2, Cli.Run("journal").ExitCode);
        Assert.Equal(2, Cli.Run("journal", Database, "--connection", "Host=db").ExitCode);
        Assert.Equal(2, Cli.Run("journal", Database, "--schema", "clearing").ExitCode);
        Assert.Equal(2, Cli.Run("journal", "--connection", "Hots=db").ExitCode);
        Assert.Equal(2, Cli.Run("journal", "--connection", "Host=db", "--schema", "A B").ExitCode);
    }

    // As silos keep them: the columns that are read, of the table that Orleans brings.
    private static async Task StoreSnapshot(PostgresServer postgres, string json)
    {
        await using var database = NpgsqlDataSource.Create(postgres.ConnectionString);
        await using var create = database.CreateCommand("""
            CREATE TABLE orleansstorage (graintypestring varchar, grainidextensionstring varchar,
                payloadbinary bytea, modifiedon timestamp);
            INSERT INTO orleansstorage VALUES ('seller', 'seller/gone', 'x', now()),
                ('seller', 'seller/halloween', NULL, now()), ('seller', NULL, '{}', now())
            """);
        await create.ExecuteNonQueryAsync();
        await using var store = database.CreateCommand(
            "INSERT INTO orleansstorage VALUES ('seller', 'seller/late', $1, now())");
        store.Parameters.Add(new() { Value = Encoding.UTF8.GetBytes(json) });
        await store.ExecuteNonQueryAsync();
    }

    private Task Write(JournalStory story, JournalOptions? place = null) =>
        SmallJournal.Write(place ?? new JournalOptions { Path = Database }, story);
}
