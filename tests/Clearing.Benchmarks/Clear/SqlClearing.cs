using Npgsql;
using NpgsqlTypes;

namespace Clearing.Benchmarks;

/// <summary>The same round as one statement of PostgreSQL that writes the awards.</summary>
public sealed class SqlClearing(NpgsqlDataSource source)
{
    /// <summary>Puts a book into a table.</summary>
    public async Task Load(Book book)
    {
        await using var connection = await source.OpenConnectionAsync();
        await Execute(connection, """
            DROP TABLE IF EXISTS bids, awards;
            CREATE TABLE bids (sequence bigint PRIMARY KEY, fee bigint NOT NULL,
                volume bigint NOT NULL);
            CREATE TABLE awards (sequence bigint NOT NULL, volume bigint NOT NULL);
            """);
        await using (var copy = await connection.BeginBinaryImportAsync(
            "COPY bids FROM STDIN (FORMAT binary)"))
        {
            for (var row = 0; row < book.Fees.Length; row++)
            {
                await copy.StartRowAsync();
                await copy.WriteAsync((long)row, NpgsqlDbType.Bigint);
                await copy.WriteAsync(book.Fees[row], NpgsqlDbType.Bigint);
                await copy.WriteAsync(book.Wants[row], NpgsqlDbType.Bigint);
            }
            await copy.CompleteAsync();
        }
        await Execute(connection, "ANALYZE bids");
    }

    /// <summary>Empties the awards; not measured.</summary>
    public async Task Reset()
    {
        await using var connection = await source.OpenConnectionAsync();
        await Execute(connection, "TRUNCATE awards; CHECKPOINT");
    }

    /// <summary>Clears and writes the awards; gives what was granted, after the commit.</summary>
    public async Task Clear(long available)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand("""
            INSERT INTO awards SELECT sequence, least(volume, $1 - before) FROM (
                SELECT sequence, volume, sum(volume) OVER (
                    ORDER BY fee DESC, sequence ROWS UNBOUNDED PRECEDING) - volume AS before
                FROM bids) walk
            WHERE before < $1
            """, connection) { CommandTimeout = 600 };
        command.Parameters.Add(new NpgsqlParameter<decimal> { TypedValue = available });
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>What the last statement granted: winners and volume.</summary>
    public async Task<(long Winners, long Volume)> Granted()
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(
            "SELECT count(*), coalesce(sum(volume), 0)::bigint FROM awards", connection);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync();
    }
}
