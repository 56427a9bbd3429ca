using System.Text;
using System.Text.Json;
using Clearing.Client.Tests.Journal;
using Clearing.Grains;
using Clearing.Grains.Events;
using Clearing.Hosting;
using Clearing.Journal;
using Clearing.Sealing;
using Clearing.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;
using Orleans;
using Orleans.Runtime;

namespace Clearing.Client.Tests.CommandLine;

/// <summary>
/// <c>clearing journal</c> compares the snapshots of sellers that silos would use, and no others.
/// </summary>
public sealed class StoredSnapshotTests : IDisposable
{
    private const string Seller = "late";
    private static readonly string[] Damaged =
    [
        "x", "", "null", "[]", "{\"version\":7,\"acc", "{\"version\":\"seven\"}",
        "{\"version\":7,\"account\":null,\"link\":null}",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clearing-snapshots-");

    private string Database => Path.Combine(_folder.FullName, "clearing.db");

    private string Keys => Path.Combine(_folder.FullName, "keys");

    public static TheoryData<string> Damage => new(Damaged);

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Damage))]
    public async Task A_damaged_row_in_a_file_counts_as_lost(string payload)
    {
        await new SealedStory(new() { Path = Database }, Keys).Write(new JournalStory());
        await Store(new StoredSnapshot { Version = 7 });
        Execute($"UPDATE grain_state SET payload = '{payload}'");
        var verified = Cli.Run("journal", Database, "--key-file", Keys);

        Assert.Equal((0, ""), (verified.ExitCode, verified.Error));
        Assert.Contains(" 0 snapshots: 0 violations", verified.Output, StringComparison.Ordinal);
        Assert.Equal(
            payload != "null",
            verified.Output.Contains("not compared: 1 snapshot that", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("none", 0, 1, 0)]
    [InlineData("another balance", 1, 1, 0)]
    [InlineData("another balance, no link", 1, 1, 0)]
    [InlineData("of another history", 0, 0, 1)]
    [InlineData("ahead", 0, 0, 1)]
    [InlineData("not sealed for here", 0, 0, 1)]
    public async Task A_snapshot_is_compared_if_a_silo_would_use_it(
        string damage, int exitCode, int compared, int ignored)
    {
        var options = new JournalOptions { Path = Database };
        await new SealedStory(options, Keys).Write(new JournalStory());
        await Store(await SnapshotOf(options, damage));
        var verified = Cli.Run("journal", Database, "--key-file", Keys);
        var json = Cli.Run("journal", Database, "--key-file", Keys, "--json").Output;

        Assert.Equal((exitCode, ""), (verified.ExitCode, verified.Error));
        Assert.Equal(
            exitCode == 1,
            verified.Output.Contains("the snapshot is not the fold", StringComparison.Ordinal));
        Assert.Equal(
            ignored == 1,
            verified.Output.Contains("not compared: 1 snapshot that", StringComparison.Ordinal));
        Assert.Contains($"\"snapshots\":{compared},", json, StringComparison.Ordinal);
        Assert.Contains($"\"snapshots_ignored\":{ignored},", json, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task So_it_does_in_PostgreSQL()
    {
        await using var postgres = await PostgresServer.Start();
        await new SealedStory(
            new()
            {
                Provider = JournalProvider.PostgreSql, ConnectionString = postgres.ConnectionString,
            },
            Keys).Write(new JournalStory());
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString);
        await using var create = source.CreateCommand("""
            CREATE TABLE orleansstorage (graintypestring varchar, grainidextensionstring varchar,
                payloadbinary bytea, modifiedon timestamp);
            INSERT INTO orleansstorage VALUES ('seller', 'seller/late', '', now())
            """);
        await create.ExecuteNonQueryAsync();
        foreach (var payload in Damaged)
        {
            await using var store = source.CreateCommand("UPDATE orleansstorage SET payloadbinary = $1");
            store.Parameters.Add(new() { Value = Encoding.UTF8.GetBytes(payload) });
            await store.ExecuteNonQueryAsync();
            var verified = Cli.Run(
                "journal", "--connection", postgres.ConnectionString, "--key-file", Keys);

            Assert.Equal((0, ""), (verified.ExitCode, verified.Error));
        }
    }

    private async Task<StoredSnapshot> SnapshotOf(JournalOptions options, string damage)
    {
        await using var journal = Journals.Open(options, TimeProvider.System);
        await using var table = Journals.OpenKeys(options);
        var ring = await KeyRing.Open(
            table, KeyFile.Read(Keys, SystemSecrets.Instance), SystemSecrets.Instance);
        using var log = new SealedJournal(journal, ring).Stream(Streams.OfSeller(Seller), _ => true);
        var stored = await log.Follow().ToListAsync();
        await log.MakeReady();
        var account = JsonSerializer.Serialize(
            new JournalStory().Seller(Seller).Snapshot(), EventJson.Default.SellerSnapshot);
        if (damage.StartsWith("another balance", StringComparison.Ordinal)
            || damage == "of another history")
        {
            account = account.Replace("-500", "-501", StringComparison.Ordinal);
        }
        var version = damage == "ahead" ? 1_000_000 : stored.Count;
        var text = log.SealSnapshot(version, Encoding.UTF8.GetBytes(account));
        return new()
        {
            Version = damage == "not sealed for here" ? version - 1 : version,
            Account = Encoding.UTF8.GetString(text),
            Link = damage switch
            {
                "another balance, no link" => "",
                "of another history" => new string('0', 64),
                _ => Convert.ToHexString(stored[^1].Link.Span),
            },
        };
    }

    private async Task Store(StoredSnapshot snapshot)
    {
        using var tables = new SqliteTables(Database);
        await new SqliteGrainStorage(tables).WriteStateAsync(
            "seller", GrainId.Create("seller", Seller), new GrainState<StoredSnapshot>(snapshot));
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.Equal(1, command.ExecuteNonQuery());
    }
}
