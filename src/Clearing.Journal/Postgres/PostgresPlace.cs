using System.Text.RegularExpressions;
using Clearing.Sealing;
using Npgsql;

namespace Clearing.Journal;

/// <summary>A server and a schema on it. Opens connections and creates the tables.</summary>
internal sealed partial class PostgresPlace : IAsyncDisposable
{
    private const long Unseen = -1;
    private readonly string _name;
    private readonly PostgresSchema _schema;
    private PostgresStreamIds _ids = new(DateTime.MinValue);
    private long _erasures = Unseen;

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
        _schema = new(Schema);
        MaxConnections = settings.MaxPoolSize;
        _name = $"'{settings.Database}' on {settings.Host}:{settings.Port}, schema '{Schema}',";
        Source = NpgsqlDataSource.Create(settings);
    }

    public string Schema { get; }

    /// <summary>The maximum number of open connections.</summary>
    public int MaxConnections { get; }

    public NpgsqlDataSource Source { get; }

    /// <summary>The column of an event's link in a query; tables of version 1 have none.</summary>
    public string Link { get; private set; } = PostgresSchema.LinkIn(PostgresSchema.Version);

    /// <summary>True if there is a table of keys; tables of version 1 have none.</summary>
    public bool HasKeys { get; private set; } = true;

    /// <summary>
    /// Warnings to the operator about the server, one sentence each; empty if there are none.
    /// </summary>
    public IReadOnlyList<string> Warnings { get; private set; } = [];

    /// <summary>Creates the tables if they are missing, and upgrades older ones.</summary>
    /// <exception cref="JournalOpenException">
    /// The server is unreachable, denies access or does not flush, or the tables have another
    /// version.
    /// </exception>
    public void OpenForWriting() => Open(connection =>
    {
        Warnings = PostgresFlushing.Check(connection, _name);
        // Most starts find the tables, so they need no right to create any.
        if (_schema.VersionIn(connection) is null or 1) { _schema.Make(connection); }
    });

    /// <summary>Checks that there is a readable journal.</summary>
    /// <exception cref="JournalOpenException">
    /// The journal is not reachable, does not exist, or is of another version.
    /// </exception>
    public void OpenForReading() => Open(connection =>
    {
        var version = _schema.VersionIn(connection)
            ?? throw new JournalOpenException(_name, "there is no journal in that schema");
        Link = PostgresSchema.LinkIn(version);
        HasKeys = version >= 2;
    });

    /// <summary>
    /// Opens a connection whose statements always find rows by key, even while a table has no
    /// statistics for the planner.
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

    /// <summary>
    /// Refuses a server on whose journal a seller was erased since its first connection: its memory
    /// holds names and keys that are gone.
    /// </summary>
    /// <param name="connection">A connection that shares the journal's lock.</param>
    /// <exception cref="JournalOpenException">A seller was erased.</exception>
    public async Task ExpectNoErasure(NpgsqlConnection connection)
    {
        await using var look = new NpgsqlCommand($"""
            SELECT coalesce(max(version), 0) FROM {Schema}.journal
            WHERE stream = (SELECT id FROM {Schema}.streams WHERE name = '{KeyScope.Erased}')
            """, connection);
        var version = (long)(await look.ExecuteScalarAsync().ConfigureAwait(false))!;
        var seen = Interlocked.CompareExchange(ref _erasures, version, Unseen);
        if (seen != Unseen && seen != version)
        {
            throw Refusal("a seller was erased while this server had no connection; start it again");
        }
    }

    /// <summary>Says why the journal cannot be opened.</summary>
    /// <param name="cause">The cause, as the end of a sentence.</param>
    public JournalOpenException Refusal(string cause) => new(_name, cause);

    /// <summary>Says what the server said when the journal could not be opened.</summary>
    /// <param name="failed">The failure.</param>
    public JournalOpenException Refusal(NpgsqlException failed) => new(
        _name,
        $"PostgreSQL says '{(failed as PostgresException)?.MessageText ?? failed.Message}'", failed);

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    private PostgresStreamIds IdsOf(DateTime serverStart)
    {
        var known = Volatile.Read(ref _ids);
        if (known.ServerStart == serverStart) { return known; }
        // If two callers see a new server at once, one may use its own cache, which only costs
        // time.
        Volatile.Write(ref _ids, known = new(serverStart));
        return known;
    }

    private void Open(Action<NpgsqlConnection> prepare)
    {
        try
        {
            using var connection = Source.OpenConnection();
            prepare(connection);
            if (_schema.VersionIn(connection) is not (>= 1 and <= PostgresSchema.Version))
            {
                throw new JournalOpenException(
                    _name,
                    $"its tables have version {_schema.VersionIn(connection)}, "
                    + $"this program knows versions up to {PostgresSchema.Version}");
            }
        }
        catch (NpgsqlException failed)
        {
            Source.Dispose();
            throw Refusal(failed);
        }
        catch
        {
            Source.Dispose();
            throw;
        }
    }

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,59}$")]
    private static partial Regex SchemaName();
}
