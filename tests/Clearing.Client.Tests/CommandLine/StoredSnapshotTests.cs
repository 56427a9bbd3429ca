using System.Text;
using Clearing.Client.Tests.Journal;
using Clearing.Grains;
using Clearing.Hosting;
using Clearing.Journal;
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
