using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Clearing.Hosting;

/// <summary>Reminders for a single machine, in a SQLite file.</summary>
/// <remarks>Writes are rare: one when a market opens and one when it is done.</remarks>
/// <param name="tables">The file.</param>
public sealed class SqliteReminderTable(SqliteTables tables) : IReminderTable
{
    private const string Columns =
        "SELECT grain, key, name, first_tick_ticks, period_ticks FROM reminder ";

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<ReminderTableData> ReadRows(GrainId grainId) => new(await Read(
        Columns + "WHERE grain = $grain AND key = $key", OfGrain(grainId)));

    /// <summary>
    /// The reminders of grains whose hash lies in a part of the ring: above its begin and up to its
    /// end. The part may wrap around.
    /// </summary>
    public async Task<ReminderTableData> ReadRows(uint begin, uint end) =>
        new((await Read(Columns))
            .Where(entry => IsWithin(entry.GrainId.GetUniformHashCode(), begin, end)));

    /// <inheritdoc/>
    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) => (await Read(
        Columns + "WHERE grain = $grain AND key = $key AND name = $name",
        [.. OfGrain(grainId), ("$name", reminderName)])).SingleOrDefault();

    /// <inheritdoc/>
    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        await Write(
            """
            INSERT INTO reminder (grain, key, name, first_tick_ticks, period_ticks, due_ticks)
            VALUES ($grain, $key, $name, $first, $period, 0)
            ON CONFLICT DO UPDATE
            SET first_tick_ticks = excluded.first_tick_ticks, period_ticks = excluded.period_ticks
            """,
            [.. OfGrain(entry.GrainId), ("$name", entry.ReminderName),
             ("$first", entry.StartAt.Ticks), ("$period", entry.Period.Ticks)]);
        return EtagOf(entry.StartAt.Ticks, entry.Period.Ticks);
    }

    /// <inheritdoc/>
    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        await Write(
            """
            DELETE FROM reminder WHERE grain = $grain AND key = $key AND name = $name
            AND first_tick_ticks || '/' || period_ticks = $etag
            """,
            [.. OfGrain(grainId), ("$name", reminderName), ("$etag", eTag)]) == 1;

    /// <inheritdoc/>
    public Task TestOnlyClearTable() => Write("DELETE FROM reminder");

    private static bool IsWithin(uint hash, uint begin, uint end) => begin < end
        ? hash > begin && hash <= end
        : hash > begin || hash <= end;

    private static string EtagOf(long first, long period) =>
        string.Create(CultureInfo.InvariantCulture, $"{first}/{period}");

    private static (string, object)[] OfGrain(GrainId grain) =>
        [("$grain", grain.Type.ToString()!), ("$key", grain.Key.ToString()!)];

    private Task<List<ReminderEntry>> Read(string sql, params (string, object)[] parameters) =>
        tables.Read(connection =>
        {
            using var command = Command(connection, sql, parameters);
            using var reader = command.ExecuteReader();
            List<ReminderEntry> entries = [];
            while (reader.Read()) { entries.Add(EntryIn(reader)); }
            return entries;
        });

    private static ReminderEntry EntryIn(SqliteDataReader row) => new()
    {
        GrainId = GrainId.Create(row.GetString(0), row.GetString(1)),
        ReminderName = row.GetString(2),
        StartAt = new DateTime(row.GetInt64(3), DateTimeKind.Utc),
        Period = new TimeSpan(row.GetInt64(4)),
        ETag = EtagOf(row.GetInt64(3), row.GetInt64(4)),
    };

    private Task<int> Write(string sql, params (string, object)[] parameters) =>
        tables.Write(connection =>
        {
            using var command = Command(connection, sql, parameters);
            return command.ExecuteNonQuery();
        });

    private static SqliteCommand Command(
        SqliteConnection connection, string sql, (string Name, object Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters) { command.Parameters.AddWithValue(name, value); }
        return command;
    }
}
