using Clearing.Client.Tests.Journal;
using Clearing.Grains;
using Clearing.Grains.Events;
using Clearing.Hosting;
using Clearing.Journal;
using Clearing.Market;
using Clearing.Testing;
using Npgsql;
using Orleans;
using Orleans.Runtime;

namespace Clearing.Client.Tests.CommandLine;

/// <summary>What <c>clearing erase</c> says, and how it ends.</summary>
public sealed class EraseTests : IDisposable
{
    private const string Market = "market/" + JournalStory.MarketKey;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clearing-erase-");

    private string Database => Path.Combine(_folder.FullName, "clearing.db");

    private string Keys => Path.Combine(_folder.FullName, "keys");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_dry_run_shows_what_an_erasure_does_and_changes_nothing()
    {
        await new SealedStory(new() { Path = Database }, Keys).Write(new JournalStory());
        var dry = Cli.Run("erase", "late", Database, "--key-file", Keys, "--dry-run");
        Assert.Equal((0, ""), (dry.ExitCode, dry.Error));
        Assert.Contains(
            "late becomes erased-1; unreadable from then on: 2 streams", dry.Output, StringComparison.Ordinal);
        Assert.Contains("nothing was changed", dry.Output, StringComparison.Ordinal);

        var nobody = Cli.Run("erase", "late", Database, "--key-file", Keys, "--yes");
        Assert.Equal(2, nobody.ExitCode);
        Assert.Contains("--by", nobody.Error, StringComparison.Ordinal);
        var erased = Cli.Run(
            "erase", "late", Database, "--key-file", Keys, "--by", "olga", "--yes");
        Assert.Equal((0, ""), (erased.ExitCode, erased.Error));
        var verified = Cli.Run("journal", Database, "--key-file", Keys);
        Assert.Equal((0, ""), (verified.ExitCode, verified.ExitCode == 0 ? "" : verified.Output));
        Assert.Contains("events are of erased sellers", verified.Output, StringComparison.Ordinal);
        Assert.Equal(2, Cli.Run(
            "erase", "late", Database, "--key-file", Keys, "--by", "olga", "--yes").ExitCode);

        // The market is archived with the record of what was rewritten in it.
        var archive = Path.Combine(_folder.FullName, "archive.db");
        var made = Cli.Run(
            "archive", JournalStory.MarketKey, Database, "--to", archive, "--key-file", Keys);
        Assert.Equal((0, ""), (made.ExitCode, made.Error));
        Assert.Equal(0, Cli.Run(
            "journal", archive, "--stream", Market, "--key-file", Keys).ExitCode);
        Assert.Equal(0, Cli.Run("journal", archive, "--stream", Market).ExitCode);
    }

    [Fact]
    public async Task Stored_histories_of_its_markets_are_removed_and_no_others()
    {
        await new SealedStory(new() { Path = Database }, Keys).Write(new JournalStory());
        using (var tables = new SqliteTables(Database))
        {
            var storage = new SqliteGrainStorage(tables);
            foreach (var key in new[] { JournalStory.MarketKey, "us-west/standard/2026-Q4" })
            {
                await storage.WriteStateAsync(
                    "market-0", GrainId.Create("round", key),
                    new GrainState<StoredPart>(new StoredPart { Version = 1 }));
            }
        }
        var erased = Cli.Run(
            "erase", "late", Database, "--key-file", Keys, "--by", "olga", "--yes");
        Assert.Equal((0, ""), (erased.ExitCode, erased.Error));

        using var after = new SqliteTables(Database);
        Assert.False(await HasPart(after, JournalStory.MarketKey));
        Assert.True(await HasPart(after, "us-west/standard/2026-Q4"));
    }

    private static async Task<bool> HasPart(SqliteTables tables, string market)
    {
        var part = new GrainState<StoredPart>(new StoredPart());
        await new SqliteGrainStorage(tables).ReadStateAsync(
            "market-0", GrainId.Create("round", market), part);
        return part.RecordExists;
    }

    [Fact]
    public async Task A_server_and_a_journal_that_is_not_sealed_are_in_the_way()
    {
        await new SealedStory(new() { Path = Database }, Keys).Write(new JournalStory());
        await using (Journals.Open(new JournalOptions { Path = Database }, TimeProvider.System))
        {
            var running = Cli.Run(
                "erase", "late", Database, "--key-file", Keys, "--by", "olga", "--yes");
            Assert.Equal(3, running.ExitCode);
            Assert.Contains("another server", running.Error, StringComparison.Ordinal);
        }
        var plain = Path.Combine(_folder.FullName, "plain.db");
        await using (Journals.Open(new JournalOptions { Path = plain }, TimeProvider.System)) { }
        var open = Cli.Run("erase", "late", plain, "--key-file", Keys, "--by", "olga", "--yes");
        Assert.Equal(2, open.ExitCode);
        Assert.Contains("is not sealed", open.Error, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task On_PostgreSQL_the_silos_must_be_known_to_be_stopped()
    {
        await using var postgres = await PostgresServer.Start();
        await new SealedStory(
            new()
            {
                Provider = JournalProvider.PostgreSql,
                ConnectionString = postgres.ConnectionString,
            },
            Keys).Write(new JournalStory());
        (int ExitCode, string Output, string Error) Erase(params string[] more)
        {
            var done = Cli.Run([
                "erase", "late", "--connection", postgres.ConnectionString, "--key-file", Keys,
                "--by", "olga", "--yes", .. more]);
            return (done.ExitCode, done.Output, done.Error);
        }
        var untold = Erase();
        Assert.Equal(2, untold.ExitCode);
        Assert.Contains("--no-cluster", untold.Error, StringComparison.Ordinal);
        await Execute(postgres, "CREATE TABLE orleansmembershiptable (status int, iamalivetime timestamp)");
        await Execute(
            postgres,
            "INSERT INTO orleansmembershiptable VALUES (3, now() AT TIME ZONE 'utc')");
        Assert.Contains("a silo is alive", Erase("--no-cluster").Error, StringComparison.Ordinal);
        await Execute(postgres, "DROP TABLE orleansmembershiptable");
        await Execute(postgres, $"""
            CREATE TABLE orleansstorage (graintypestring varchar, grainidextensionstring varchar);
            INSERT INTO orleansstorage VALUES
                ('seller', 'seller/late'), ('seller', 'seller/early'),
                ('market-0', 'round/{JournalStory.MarketKey}'),
                ('market-11', 'round/{JournalStory.MarketKey}'),
                ('market-0', 'round/us-west/standard/2026-Q4')
            """);
        var erased = Erase("--no-cluster");
        Assert.Equal((0, ""), (erased.ExitCode, erased.Error));
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString);
        await using var left = source.CreateCommand(
            "SELECT string_agg(grainidextensionstring, ' ' ORDER BY grainidextensionstring) FROM orleansstorage");
        Assert.Equal(
            "round/us-west/standard/2026-Q4 seller/early", await left.ExecuteScalarAsync());
    }

    [PostgresFact]
    public async Task On_PostgreSQL_a_server_that_no_table_tells_of_is_in_the_way_too()
    {
        await using var postgres = await PostgresServer.Start();
        var options = new JournalOptions
        {
            Provider = JournalProvider.PostgreSql,
            ConnectionString = postgres.ConnectionString,
        };
        await new SealedStory(options, Keys).Write(new JournalStory());
        await using (Journals.Open(options, TimeProvider.System))
        {
            var running = Cli.Run(
                "erase", "late", "--connection", postgres.ConnectionString, "--key-file", Keys,
                "--by", "olga", "--yes", "--no-cluster");
            Assert.Equal(3, running.ExitCode);
            Assert.Contains(
                "a server has it open; stop all servers", running.Error, StringComparison.Ordinal);
        }
    }

    private static async Task Execute(PostgresServer postgres, string sql)
    {
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    [Fact]
    public async Task An_act_on_keys_is_on_record_also_while_a_server_runs()
    {
        var options = new JournalOptions { Path = Database };
        await new SealedStory(options, Keys).Write(new JournalStory());
        await using (Journals.Open(options, TimeProvider.System))
        {
            Assert.Equal(0, Cli.Run("keys", "rewrap", Database, "--key-file", Keys).ExitCode);
            Assert.Equal(0, Cli.Run(
                "keys", "renew", "seller/late", Database, "--key-file", Keys, "--by", "olga",
                "--reason", "every year").ExitCode);
            Assert.Equal(2, Cli.Run(
                "keys", "renew", "seller/nobody", Database, "--key-file", Keys).ExitCode);
        }
        await using var journal = Journals.OpenForReading(options);
        var acts = await journal.Read(Streams.KeyActs, 0)
            .Select(stored => Codecs.KeyActs.Decode(Streams.KeyActs, stored)).ToListAsync();

        Assert.Equal(
            [(ActKind.KeysRewrapped, null), (ActKind.KeyRenewed, "seller/late")],
            acts.Select(acted => (acted.Kind, acted.Reference)));
        Assert.Equal(("olga", "every year"), (acts[1].Act.By, acts[1].Act.Reason));
        Assert.Equal(Environment.UserName, acts[0].Act.By);
        Assert.Equal(0, Cli.Run("journal", Database, "--key-file", Keys).ExitCode);
    }
}
