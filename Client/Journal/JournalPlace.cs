using Clearing.Client.Files;
using Clearing.Journal;
using Clearing.Verification;

namespace Clearing.Client.Journal;

/// <summary>Where the journal to verify is, and the snapshots beside it.</summary>
/// <param name="Name">
/// What messages call it; never a connection string, which may hold a password.
/// </param>
/// <param name="Options">Which journal.</param>
/// <param name="Snapshots">Opens the snapshots.</param>
internal sealed record JournalPlace(
    string Name, JournalOptions Options, Func<ISnapshots> Snapshots)
{
    private const string DefaultSchema = "clearing";

    /// <summary>Why arguments name no journal; null if they do.</summary>
    internal static string? Wrong(string? file, string? connection, string? schema) =>
        (file, connection, schema) switch
        {
            ({ }, null, null) or (null, { }, _) => null,
            (null, null, _) => "name a FILE, or a database with --connection",
            _ => "FILE cannot be combined with --connection and --schema",
        };

    /// <summary>The journal that arguments name.</summary>
    internal static JournalPlace Of(string? file, string? connection, string? schema) =>
        connection is null ? OfFile(file!) : OfDatabase(connection, schema ?? DefaultSchema);

    /// <summary>A SQLite file.</summary>
    internal static JournalPlace OfFile(string path)
    {
        InputFile.RequireFile(path);
        return new(
            path,
            new() { Path = path },
            () => new SqliteSnapshots(path));
    }

    /// <summary>A schema of a PostgreSQL database.</summary>
    internal static JournalPlace OfDatabase(string connection, string schema) => new(
        $"schema {schema}",
        new()
        {
            Provider = JournalProvider.PostgreSql,
            ConnectionString = connection,
            Schema = schema,
        },
        () => new PostgresSnapshots(connection));
}
