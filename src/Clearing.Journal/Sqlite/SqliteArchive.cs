using Clearing.Sealing;
using Microsoft.Data.Sqlite;

namespace Clearing.Journal;

/// <summary>
/// Copies streams into a file of their own, as they are stored: sealed, linked and dated. The file
/// is a journal, and verifies like one.
/// </summary>
public static class SqliteArchive
{
    /// <summary>Writes a new file, which only its owner may read; whole, or not at all.</summary>
    /// <param name="path">The file, which must not exist.</param>
    /// <param name="journal">The journal to copy from.</param>
    /// <param name="streams">The streams, each up to its version.</param>
    /// <param name="keys">The keys that the archive is to hold.</param>
    /// <exception cref="JournalOpenException">
    /// The file is there already, or cannot be made.
    /// </exception>
    public static async Task Write(
        string path, IJournalReader journal, IReadOnlyList<StreamInfo> streams,
        IReadOnlyList<StoredKey> keys)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(streams);
        ArgumentNullException.ThrowIfNull(keys);
        if (File.Exists(path)) { throw new JournalOpenException(path, "the file is there already"); }
        var part = path + ".part";
        File.Delete(part);
        var connection = new SqliteFile(new() { Path = part }).OpenForWriting();
        try
        {
            await using (connection)
            {
                // One file without a log: it may lie on a disk that can only be read.
                Run(connection, "PRAGMA journal_mode = DELETE");
                Run(connection, "BEGIN");
                await CopyStreams(connection, journal, streams).ConfigureAwait(false);
                CopyKeys(connection, keys);
                Run(connection, "COMMIT");
            }
            File.Move(part, path);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    private static async Task CopyStreams(
        SqliteConnection connection, IJournalReader journal, IReadOnlyList<StreamInfo> streams)
    {
        using var addStream = new SqliteStatement(
            connection, "INSERT INTO streams (id, name) VALUES (?1, ?2)");
        using var addEvent = new SqliteStatement(connection, """
            INSERT INTO journal (stream, version, type, payload, recorded_at, link)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """);
        for (var id = 1; id <= streams.Count; id++)
        {
            var stream = streams[id - 1];
            addStream.Bind(1, id);
            addStream.Bind(2, stream.Name);
            addStream.Run();
            await foreach (var stored in journal.Read(stream.Name, 0).ConfigureAwait(false))
            {
                if (stored.Version > stream.Version) { break; }
                addEvent.Bind(1, id);
                addEvent.Bind(2, stored.Version);
                addEvent.Bind(3, stored.Type);
                addEvent.Bind(4, stored.Payload.Span);
                addEvent.Bind(5, stored.RecordedAt.ToUnixTimeMilliseconds());
                addEvent.BindBytes(6, stored.Link.Span);
                addEvent.Run();
            }
        }
    }

    private static void CopyKeys(SqliteConnection connection, IReadOnlyList<StoredKey> keys)
    {
        using var addKey = new SqliteStatement(connection, SqliteKeyRows.Insert);
        foreach (var key in keys)
        {
            SqliteKeyRows.Bind(addKey, key);
            addKey.Run();
        }
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
