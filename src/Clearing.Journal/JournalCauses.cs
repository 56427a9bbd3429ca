using Clearing.Sealing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Clearing.Journal;

/// <summary>
/// Names why the journal failed in words that everybody may read: our own, or those for the database's
/// own code, and never a driver's text, which may quote a row, a host or a user.
/// </summary>
public static class JournalCauses
{
    // https://www.sqlite.org/rescode.html
    private static readonly Dictionary<int, string> OfSqlite = new()
    {
        [5] = "another program keeps the database locked",
        [8] = "the database is read-only",
        [10] = "the disk reports an error, or is full",
        [11] = "the database is damaged",
        [13] = "the disk is full",
        [14] = "the file cannot be opened",
        [26] = "the file is no database",
    };

    // https://www.postgresql.org/docs/current/errcodes-appendix.html
    private static readonly Dictionary<string, string> OfPostgres = new()
    {
        [PostgresErrorCodes.DiskFull] = "the disk of the database is full",
        [PostgresErrorCodes.ReadOnlySqlTransaction] = "the database is read-only",
        [PostgresErrorCodes.InsufficientPrivilege] = "the user of the database lacks a right",
        [PostgresErrorCodes.TooManyConnections] = "the database has too many connections",
        [PostgresErrorCodes.AdminShutdown] = "the database shuts down",
        [PostgresErrorCodes.CannotConnectNow] = "the database is starting",
    };

    /// <summary>
    /// The cause in words, as far as it is known, with its type and code. It has no full stop at its end.
    /// </summary>
    /// <param name="failure">What the journal threw, or its store.</param>
    public static string Of(Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return failure switch
        {
            JournalConflictException or EventUnreadableException or KeyUnavailableException =>
                failure.Message.TrimEnd('.'),
            JournalUnavailableException or JournalOpenException when failure.InnerException is { } store =>
                $"the journal failed: {Of(store)}",
            SqliteException sqlite => Known(
                OfSqlite.GetValueOrDefault(sqlite.SqliteErrorCode),
                $"SQLite error {sqlite.SqliteErrorCode}, {sqlite.SqliteExtendedErrorCode}"),
            PostgresException postgres => Known(
                OfPostgres.GetValueOrDefault(postgres.SqlState), $"SQLSTATE {postgres.SqlState}"),
            { InnerException: { } inner } => $"{failure.GetType().Name}, {inner.GetType().Name}",
            _ => failure.GetType().Name,
        };
    }

    private static string Known(string? words, string code) =>
        words is null ? code : $"{words} ({code})";
}
