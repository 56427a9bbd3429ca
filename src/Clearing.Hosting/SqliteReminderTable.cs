using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Clearing.Silo;

/// <summary>
/// Reminders of a single machine, in the table that the embedded engine keeps them in.
/// </summary>
/// <remarks>
/// So an open market is woken after a restart, also after a change of engine. Writes are rare: one
/// when a market opens and one when it is done.
/// </remarks>
public sealed class SqliteReminderTable : IReminderTable
{
    private const string Columns =
        "SELECT grain, key, name, first_tick_ticks, period_ticks FROM reminder ";

    private readonly string _source;

    /// <summary>Opens a file and creates the table if it is missing.</summary>
    /// <param name="path">The file; others may keep tables in it.</param>
    public SqliteReminderTable(string path)
    {
        _source = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,
            DefaultTimeout = 30,
        }.ToString();
        Write("""
            CREATE TABLE IF NOT EXISTS reminder (
              grain TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL,
              first_tick_ticks INTEGER NOT NULL, period_ticks INTEGER NOT NULL,
              PRIMARY KEY (grain, key, name)) WITHOUT ROWID;
            """);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<ReminderTableData> ReadRows(GrainId grainId) =>
        Task.FromResult(new ReminderTableData(Read(
            Columns + "WHERE grain = $grain AND key = $key", OfGrain(grainId))));

    /// <summary>
    /// The reminders whose grains' hashes are in a part of the ring: above begin, up to end.
    /// </summary>
    public Task<ReminderTableData> ReadRows(uint begin, uint end) =>
        Task.FromResult(new ReminderTableData(Read(Columns)
            .Where(entry => IsWithin(entry.GrainId.GetUniformHashCode(), begin, end))));

    /// <inheritdoc/>
    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        Task.FromResult(Read(
            Columns + "WHERE grain = $grain AND key = $key AND name = $name",
            [.. OfGrain(grainId), ("$name", reminderName)]).SingleOrDefault());

    /// <inheritdoc/>
    public Task<string?> UpsertRow(ReminderEntry entry)
    {
        Write(
            """
            INSERT INTO reminder (grain, key, name, first_tick_ticks, period_ticks)
            VALUES ($grain, $key, $name, $first, $period)
            ON CONFLICT DO UPDATE
            SET first_tick_ticks = excluded.first_tick_ticks, period_ticks = excluded.period_ticks
            """,
            [.. OfGrain(entry.GrainId), ("$name", entry.ReminderName),
             ("$first", entry.StartAt.Ticks), ("$period", entry.Period.Ticks)]);
        return Task.FromResult<string?>(EtagOf(entry.StartAt.Ticks, entry.Period.Ticks));
    }

    /// <inheritdoc/>
    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        Task.FromResult(Write(
            """
            DELETE FROM reminder WHERE grain = $grain AND key = $key AND name = $name
            AND first_tick_ticks || '/' || period_ticks = $etag
            """,
            [.. OfGrain(grainId), ("$name", reminderName), ("$etag", eTag)]) == 1);

    /// <inheritdoc/>
    public Task TestOnlyClearTable()
    {
        Write("DELETE FROM reminder");
        return Task.CompletedTask;
    }

    private static bool IsWithin(uint hash, uint begin, uint end) => begin < end
        ? hash > begin && hash <= end
        : hash > begin || hash <= end;

    private static string EtagOf(long first, long period) =>
        string.Create(CultureInfo.InvariantCulture, $"{first}/{period}");

    private static (string, object)[] OfGrain(GrainId grain) =>
        [("$grain", grain.Type.ToString()!), ("$key", grain.Key.ToString()!)];

    private List<ReminderEntry> Read(string sql, params (string, object)[] parameters)
    {
        using var connection = Open();
        using var command = Command(connection, sql, parameters);
        using var reader = command.ExecuteReader();
        List<ReminderEntry> entries = [];
        while (reader.Read())
        {
            entries.Add(new()
            {
                GrainId = GrainId.Create(reader.GetString(0), reader.GetString(1)),
                ReminderName = reader.GetString(2),
                StartAt = new DateTime(reader.GetInt64(3), DateTimeKind.Utc),
                Period = new TimeSpan(reader.GetInt64(4)),
                ETag = EtagOf(reader.GetInt64(3), reader.GetInt64(4)),
            });
        }
        return entries;
    }

    private int Write(string sql, params (string, object)[] parameters)
    {
        using var connection = Open();
        using var command = Command(connection, "PRAGMA synchronous = FULL;", []);
        command.ExecuteNonQuery();
        using var write = Command(connection, sql, parameters);
        return write.ExecuteNonQuery();
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_source);
        connection.Open();
        return connection;
    }

    private static SqliteCommand Command(
        SqliteConnection connection, string sql, (string Name, object Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters) { command.Parameters.AddWithValue(name, value); }
        return command;
    }
}
