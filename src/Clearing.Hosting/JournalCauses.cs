using Microsoft.Data.Sqlite;
using Npgsql;

namespace Clearing.Hosting;

/// <summary>
/// Names why the journal failed, by the database's own code and never by a driver's text, which may
/// quote a row, a host or a user.
/// </summary>
internal static class JournalCauses
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

    /// <summary>The cause in words, as far as it is known, with its type and code.</summary>
    /// <param name="failure">The store's error.</param>
    public static string Of(Exception failure) => failure switch
    {
        SqliteException sqlite => Known(
            OfSqlite.GetValueOrDefault(sqlite.SqliteErrorCode),
            $"SQLite error {sqlite.SqliteErrorCode}, {sqlite.SqliteExtendedErrorCode}"),
        PostgresException postgres => Known(
            OfPostgres.GetValueOrDefault(postgres.SqlState), $"SQLSTATE {postgres.SqlState}"),
        { InnerException: { } inner } => $"{failure.GetType().Name}, {inner.GetType().Name}",
        _ => failure.GetType().Name,
    };

    private static string Known(string? words, string code) =>
        words is null ? code : $"{words} ({code})";
}
