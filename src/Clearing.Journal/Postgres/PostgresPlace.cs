using System.Text.RegularExpressions;
using Npgsql;

namespace Clearing.Journal;

/// <summary>A server and a schema on it: opens connections and keeps the tables.</summary>
internal sealed partial class PostgresPlace : IAsyncDisposable
{
    /// <summary>The version of the tables that this program writes.</summary>
    public const int SchemaVersion = 1;

    private readonly string _name;
    private PostgresStreamIds _ids = new(DateTime.MinValue);

    public PostgresPlace(PostgresJournalOptions options)
    {
        if (!SchemaName().IsMatch(options.Schema))
        {
            throw new ArgumentException(
                "Schema is 1 to 60 lower-case letters, digits and _, not starting with a digit.",
                nameof(options));
        }
        var settings = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        if (settings.MaxAutoPrepare == 0)
        {
            settings.MaxAutoPrepare = 16;
            settings.AutoPrepareMinUsages = 2;
        }
        Schema = options.Schema;
        MostConnections = settings.MaxPoolSize;
        _name = $"'{settings.Database}' on {settings.Host}:{settings.Port}, schema '{Schema}',";
        Source = NpgsqlDataSource.Create(settings);
    }

    public string Schema { get; }

    /// <summary>How many connections can be open at the same time.</summary>
    public int MostConnections { get; }

    public NpgsqlDataSource Source { get; }

    /// <summary>Creates the tables where they are missing.</summary>
    /// <exception cref="JournalOpenException">
    /// Not reachable, not allowed, or of another version.
    /// </exception>
    public void OpenForWriting() => Open(connection =>
    {
        // Most starts find the tables there, and need no right to create any.
        if (Version(connection) is null)
        {
            Create(connection);
        }
    });

    /// <summary>Checks that there is a journal.</summary>
    /// <exception cref="JournalOpenException">
    /// Not reachable, not there, or of another version.
    /// </exception>
    public void OpenForReading() => Open(connection =>
    {
        if (Version(connection) is null)
        {
            throw new JournalOpenException(_name, "there is no journal in that schema");
        }
    });

    /// <summary>
    /// A connection whose statements find all rows by key, whatever the planner thinks of a table
    /// that has no statistics yet.
    /// </summary>
    public async Task<PostgresKeyConnection> OpenForKeys()
    {
        var connection = await Source.OpenConnectionAsync().ConfigureAwait(false);
        try
        {
            await using var settings = new NpgsqlCommand("""
                SELECT pg_postmaster_start_time(),
                    set_config('default_transaction_isolation', 'read committed', false),
                    set_config('enable_seqscan', 'off', false), set_config('jit', 'off', false)
                """, connection);
            var start = await settings.ExecuteScalarAsync().ConfigureAwait(false);
            return new(connection, IdsOf((DateTime)start!));
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    private PostgresStreamIds IdsOf(DateTime serverStart)
    {
        var known = Volatile.Read(ref _ids);
        if (known.ServerStart == serverStart) { return known; }
        // Of two that see a new server at once, one may keep its ids to itself: that costs time only.
        Volatile.Write(ref _ids, known = new(serverStart));
        return known;
    }

    private void Open(Action<NpgsqlConnection> prepare)
    {
        try
        {
            using var connection = Source.OpenConnection();
            prepare(connection);
            if (Version(connection) is { } version && version != SchemaVersion)
            {
                throw new JournalOpenException(
                    _name,
                    $"its tables have version {version}, "
                    + $"this program knows version {SchemaVersion}");
            }
        }
        catch (NpgsqlException failed)
        {
            Source.Dispose();
            var cause = (failed as PostgresException)?.MessageText ?? failed.Message;
            throw new JournalOpenException(_name, $"PostgreSQL says '{cause}'", failed);
        }
        catch
        {
            Source.Dispose();
            throw;
        }
    }

    private long? Version(NpgsqlConnection connection)
    {
        using var find = new NpgsqlCommand("SELECT to_regclass($1) IS NOT NULL", connection);
        find.Parameters.Add(new() { Value = $"{Schema}.clearing_schema" });
        if (find.ExecuteScalar() is not true)
        {
            return null;
        }
        using var read = new NpgsqlCommand(
            $"SELECT max(version)::bigint FROM {Schema}.clearing_schema", connection);
        return read.ExecuteScalar() as long? ?? 0;
    }

    // Servers that start together must not create the same table twice: IF NOT EXISTS races.
    private void Create(NpgsqlConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        using var command = new NpgsqlCommand($"""
            SELECT pg_advisory_xact_lock(hashtext('clearing journal'), hashtext('{Schema}'));
            CREATE SCHEMA IF NOT EXISTS {Schema};
            CREATE TABLE IF NOT EXISTS {Schema}.clearing_schema (version int NOT NULL);
            CREATE TABLE IF NOT EXISTS {Schema}.streams (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                name text COLLATE "C" NOT NULL UNIQUE);
            CREATE TABLE IF NOT EXISTS {Schema}.journal (
                stream bigint NOT NULL,
                version bigint NOT NULL,
                type text NOT NULL,
                payload text NOT NULL,
                recorded_at bigint NOT NULL,
                PRIMARY KEY (stream, version));
            CREATE OR REPLACE VIEW {Schema}.events AS
                SELECT s.name AS stream, j.version, j.type, j.payload,
                    to_timestamp(j.recorded_at / 1000.0) AS recorded_at
                FROM {Schema}.journal j JOIN {Schema}.streams s ON s.id = j.stream;
            INSERT INTO {Schema}.clearing_schema (version)
                SELECT {SchemaVersion} WHERE NOT EXISTS (SELECT 1 FROM {Schema}.clearing_schema);
            """, connection, transaction);
        command.ExecuteNonQuery();
        transaction.Commit();
    }

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,59}$")]
    private static partial Regex SchemaName();
}
