using Clearing.Journal;
using Clearing.TestPostgres;
using Npgsql;

namespace Clearing.Benchmarks;

/// <summary>A database of its own for one benchmark; gone afterwards.</summary>
public sealed class Database : IAsyncDisposable
{
    private readonly PostgresServer? server;
    private readonly string folder;
    private int opened;

    private Database(PostgresServer? server)
    {
        this.server = server;
        folder = Directory.CreateTempSubdirectory("clearing-benchmark-").FullName;
    }

    /// <summary>Its kind.</summary>
    public StoreKind Kind => server is null ? StoreKind.Sqlite : StoreKind.Postgres;

    /// <summary>A folder on the same disk, for files to compare with.</summary>
    public string Folder => folder;

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

    /// <summary>A journal that nobody has used yet.</summary>
    public JournalOptions NewJournal()
    {
        opened++;
        return server is null
            ? new() { Path = Path.Combine(folder, $"journal-{opened}.db") }
            : new()
            {
                Provider = JournalProvider.PostgreSql,
                ConnectionString = server.ConnectionString,
                Schema = $"journal_{opened}",
            };
    }

    /// <summary>Connections to PostgreSQL.</summary>
    public NpgsqlDataSource Source() => NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(server!.ConnectionString)
        {
            MaxAutoPrepare = 16, AutoPrepareMinUsages = 2, MaxPoolSize = 150,
        });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (server is not null) { await server.DisposeAsync(); }
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
