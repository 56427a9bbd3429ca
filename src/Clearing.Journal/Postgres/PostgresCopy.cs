using System.Data;
using System.Globalization;
using Npgsql;

namespace Clearing.Journal;

/// <summary>A running COPY of events on its own connection.</summary>
internal sealed class PostgresCopy : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlRawCopyStream _copy;
    private readonly PostgresCopyRows _rows;

    private PostgresCopy(NpgsqlConnection connection, NpgsqlRawCopyStream copy) =>
        (_connection, _copy, _rows) = (connection, copy, new(copy));

    /// <summary>Begins reading the events of a stream.</summary>
    /// <param name="place">The journal's server and schema.</param>
    /// <param name="stream">The stream, which has events.</param>
    /// <param name="after">The version before the first event.</param>
    /// <param name="most">The maximum number of events.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
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

    /// <summary>Reads the next events; none at the end.</summary>
    public Task<List<StoredEvent>> Next(CancellationToken cancellationToken) =>
        _rows.Next(cancellationToken);

    /// <summary>Stops the COPY and returns the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        // On a broken connection there is nothing to stop. Stopping blocks, so it does not run on
        // the caller's thread.
        if (!_rows.IsAll && _connection.State == ConnectionState.Open)
        {
            await Task.Run(Stop).ConfigureAwait(false);
        }
        await _copy.DisposeAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    // This makes the server read the rows in the order of the key; without statistics the planner
    // would sort them all. The setting ends when the connection is returned.
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
            // The server ended the COPY with an error that the reader has already thrown.
        }
        await _copy.DisposeAsync().ConfigureAwait(false);
    }
}
