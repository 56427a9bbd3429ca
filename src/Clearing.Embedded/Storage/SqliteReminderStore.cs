using Microsoft.Data.Sqlite;

namespace Clearing.Embedded;

/// <summary>The table of reminders in a SQLite file.</summary>
/// <param name="tables">The file.</param>
public sealed class SqliteReminderStore(SqliteTables tables) : IReminderStore
{
    private const string Columns =
        "SELECT grain, key, name, first_tick_ticks, period_ticks, due_ticks FROM reminder ";

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredReminder>> ReadAll() =>
        tables.Read(connection => Read(connection, Columns + "ORDER BY grain, key, name"));

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredReminder>> ReadOf(string grain, string key) =>
        tables.Read(connection => Read(
            connection, Columns + "WHERE grain = $grain AND key = $key ORDER BY name",
            ("$grain", grain), ("$key", key)));

    /// <inheritdoc/>
    public Task Write(StoredReminder reminder) => tables.Write(connection =>
    {
        using var command = Command(
            connection, """
            INSERT INTO reminder (grain, key, name, first_tick_ticks, period_ticks, due_ticks)
            VALUES ($grain, $key, $name, $first, $period, $due)
            ON CONFLICT DO UPDATE
            SET first_tick_ticks = excluded.first_tick_ticks,
                period_ticks = excluded.period_ticks, due_ticks = excluded.due_ticks
            """,
            ("$grain", reminder.Grain), ("$key", reminder.Key), ("$name", reminder.Name),
            ("$first", reminder.FirstTick.UtcTicks), ("$period", reminder.Period.Ticks),
            ("$due", reminder.DueTime.Ticks));
        return command.ExecuteNonQuery();
    });

    /// <inheritdoc/>
    public Task Delete(string grain, string key, string name) => tables.Write(connection =>
    {
        using var command = Command(
            connection, "DELETE FROM reminder WHERE grain = $grain AND key = $key AND name = $name",
            ("$grain", grain), ("$key", key), ("$name", name));
        return command.ExecuteNonQuery();
    });

    private static IReadOnlyList<StoredReminder> Read(
        SqliteConnection connection, string sql, params (string, object)[] parameters)
    {
        using var command = Command(connection, sql, parameters);
        using var reader = command.ExecuteReader();
        List<StoredReminder> rows = [];
        while (reader.Read())
        {
            rows.Add(new(
                reader.GetString(0), reader.GetString(1), reader.GetString(2),
                new(reader.GetInt64(3), TimeSpan.Zero), new(reader.GetInt64(4)),
                new(reader.GetInt64(5))));
        }
        return rows;
    }

    private static SqliteCommand Command(
        SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }
        return command;
    }
}
