using System.Data;
using System.Globalization;
using Npgsql;

namespace Clearing.Journal;

/// <summary>A running COPY of events, on a connection of its own.</summary>
internal sealed class PostgresCopy : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlRawCopyStream _copy;
    private readonly PostgresCopyRows _rows;

    private PostgresCopy(NpgsqlConnection connection, NpgsqlRawCopyStream copy) =>
        (_connection, _copy, _rows) = (connection, copy, new(copy));

    /// <summary>Begins to read events of a stream.</summary>
    /// <param name="place">Where the journal is.</param>
    /// <param name="stream">The stream, which has events.</param>
    /// <param name="after">The version before the first.</param>
    /// <param name="most">The most events to read.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task<PostgresCopy> Begin(
        PostgresPlace place, string stream, long after, int most,
        CancellationToken cancellationToken)
    {
        var connection = await place.Source.OpenConnectionAsync(cancellationToken)
            .ConfigureAwait(false);
        try
        {
            var id = await Prepare(connection, place, stream, cancellationToken)
                .ConfigureAwait(false);
            // A COPY takes no parameters.
            var copy = await connection.BeginRawBinaryCopyAsync(
                string.Create(CultureInfo.InvariantCulture, $"""
                    COPY (SELECT version, recorded_at, type, payload, {place.Link}
                        FROM {place.Schema}.journal
                        WHERE stream = {id} AND version > {after} AND version <= {after + most}
                        ORDER BY version) TO STDOUT (FORMAT binary)
                    """),
                cancellationToken).ConfigureAwait(false);
            return new(connection, copy);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The next events; none at the end.</summary>
    public Task<List<StoredEvent>> Next(CancellationToken cancellationToken) =>
        _rows.Next(cancellationToken);

    /// <summary>Gives the connection back; what was not read is not sent.</summary>
    public async ValueTask DisposeAsync()
    {
        // A broken connection has nothing to stop. Stopping blocks, so it does not run on the
        // caller's thread.
        if (!_rows.IsAll && _connection.State == ConnectionState.Open)
        {
            await Task.Run(Stop).ConfigureAwait(false);
        }
        await _copy.DisposeAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    // The rows are read by the key, in its order; without statistics the planner would sort them
    // all. The setting ends with the use of the connection.
    private static async Task<long> Prepare(
        NpgsqlConnection connection, PostgresPlace place, string stream,
        CancellationToken cancellationToken)
    {
        await using var prepare = new NpgsqlCommand($"""
            SELECT id, set_config('enable_seqscan', 'off', false),
                set_config('enable_bitmapscan', 'off', false), set_config('jit', 'off', false)
            FROM {place.Schema}.streams WHERE name = $1
            """, connection);
        prepare.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stream });
        return (long)(await prepare.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    private async Task Stop()
    {
        try
        {
            await _copy.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The server has ended it with an error that the reader has already thrown.
        }
        await _copy.DisposeAsync().ConfigureAwait(false);
    }
}
