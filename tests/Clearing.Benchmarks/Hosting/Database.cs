using Clearing.Journal;
using Clearing.Sealing;
using Clearing.Testing;
using Npgsql;

namespace Clearing.Benchmarks;

/// <summary>A database of its own for one benchmark, which is removed afterwards.</summary>
public sealed class Database : IAsyncDisposable
{
    private readonly PostgresServer? _server;
    private readonly string _folder;
    private int _opened;

    private Database(PostgresServer? server)
    {
        _server = server;
        _folder = Directory.CreateTempSubdirectory("clearing-benchmark-").FullName;
        Keys = Path.Combine(_folder, "keys");
        KeyFile.Add(Keys, "benchmark", SystemSecrets.Instance);
    }

    /// <summary>Its kind.</summary>
    public StoreKind Kind => _server is null ? StoreKind.Sqlite : StoreKind.Postgres;

    /// <summary>The file of the key that seals every journal of this database.</summary>
    public string Keys { get; }

    /// <summary>A folder on the same disk, for files to compare with.</summary>
    public string Folder => _folder;

    /// <summary>The kinds asked for that there are.</summary>
    public static IEnumerable<StoreKind> Kinds(Settings settings, Table table)
    {
        if (settings.Sqlite) { yield return StoreKind.Sqlite; }
        if (!settings.Postgres) { yield break; }
        if (PostgresBinaries.SkipReason is { } missing) { table.Say(missing); }
        else { yield return StoreKind.Postgres; }
    }

    /// <summary>Opens one; null if PostgreSQL is asked for and not installed, or nothing is.</summary>
    public static async Task<Database?> Open(StoreKind? kind) => kind switch
    {
        StoreKind.Sqlite => new Database(null),
        StoreKind.Postgres when PostgresBinaries.SkipReason is null =>
            new Database(await PostgresServer.Start(
                "max_connections=600", "shared_buffers=256MB", "max_wal_size=8GB",
                "work_mem=256MB")),
        _ => null,
    };

    /// <summary>A journal that has not been used yet.</summary>
    public JournalOptions NewJournal()
    {
        _opened++;
        return _server is null
            ? new() { Path = Path.Combine(_folder, $"journal-{_opened}.db") }
            : new()
            {
                Provider = JournalProvider.PostgreSql,
                ConnectionString = _server.ConnectionString,
                Schema = $"journal_{_opened}",
            };
    }

    /// <summary>Connections to PostgreSQL.</summary>
    public NpgsqlDataSource Source() => NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(_server!.ConnectionString)
        {
            MaxAutoPrepare = 16,
            AutoPrepareMinUsages = 2,
            MaxPoolSize = 150,
        });

    /// <summary>How many bytes a journal takes on disk, indexes included.</summary>
    public async Task<long> BytesOf(JournalOptions journal)
    {
        if (journal.Path is { } path)
        {
            string[] files = [path, $"{path}-wal"];
            return files.Where(File.Exists).Sum(file => new FileInfo(file).Length);
        }
        await using var source = Source();
        await using var command = source.CreateCommand("""
            SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = $1 AND c.relkind = 'r'
            """);
        command.Parameters.AddWithValue(journal.Schema);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null) { await _server.DisposeAsync(); }
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
