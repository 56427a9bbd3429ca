using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Clearing.Journal;

/// <summary>Rewrites a journal on a PostgreSQL server.</summary>
/// <remarks>
/// The server keeps replaced rows until it needs their room, and in its log: those are copies like
/// a backup.
/// </remarks>
internal sealed class PostgresRewriter : IJournalRewriter
{
    private readonly PostgresPlace _place;

    public PostgresRewriter(PostgresJournalOptions options)
    {
        _place = new PostgresPlace(options);
        _place.OpenForWriting();
    }

    public Task Replace(
        string stream, IReadOnlyList<(long Version, ReadOnlyMemory<byte> Payload)> rows) =>
        Write(async (connection, transaction) =>
        {
            await using var replace = new NpgsqlCommand($"""
                UPDATE {_place.Schema}.journal SET payload = $3
                WHERE version = $2
                    AND stream = (SELECT id FROM {_place.Schema}.streams WHERE name = $1)
                """, connection, transaction);
            foreach (var (version, payload) in rows)
            {
                replace.Parameters.Clear();
                replace.Parameters.Add(Text(stream));
                replace.Parameters.Add(new() { Value = version });
                replace.Parameters.Add(Text(Encoding.UTF8.GetString(payload.Span)));
                if (await replace.ExecuteNonQueryAsync().ConfigureAwait(false) != 1)
                {
                    throw new InvalidOperationException($"{stream} has no version {version}.");
                }
            }
        });

    public Task ClearFreeSpace() => Task.CompletedTask;

    public Task Rename(IReadOnlyList<(string From, string To)> names) =>
        Write(async (connection, transaction) =>
        {
            await using var rename = new NpgsqlCommand(
                $"UPDATE {_place.Schema}.streams SET name = $2 WHERE name = $1",
                connection, transaction);
            foreach (var (from, to) in names)
            {
                rename.Parameters.Clear();
                rename.Parameters.Add(Text(from));
                rename.Parameters.Add(Text(to));
                await rename.ExecuteNonQueryAsync().ConfigureAwait(false);
            }
        });

    public ValueTask DisposeAsync() => _place.DisposeAsync();

    private async Task Write(Func<NpgsqlConnection, NpgsqlTransaction, Task> write)
    {
        await using var connection = await _place.Source.OpenConnectionAsync()
            .ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync()
            .ConfigureAwait(false);
        await using (var durable = new NpgsqlCommand(
            "SELECT set_config('synchronous_commit', 'on', true)", connection, transaction))
        {
            await durable.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
        await write(connection, transaction).ConfigureAwait(false);
        await transaction.CommitAsync().ConfigureAwait(false);
    }

    private static NpgsqlParameter Text(string text) =>
        new() { Value = text, NpgsqlDbType = NpgsqlDbType.Text };
}
