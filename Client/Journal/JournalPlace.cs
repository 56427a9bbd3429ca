using Clearing.Client.Files;
using Clearing.Journal;
using Clearing.Verification;

namespace Clearing.Client.Journal;

/// <summary>The journal to verify, and the snapshots beside it.</summary>
/// <param name="Name">
/// Its name in messages; never a connection string, which may hold a password.
/// </param>
/// <param name="Options">The options that open the journal.</param>
/// <param name="Snapshots">Opens the snapshots.</param>
internal sealed record JournalPlace(
    string Name, JournalOptions Options, Func<ISnapshots> Snapshots)
{
    /// <summary>The files that hold it; none for a database on a server.</summary>
    internal IReadOnlyList<string> Files { get; private init; } = [];

    /// <summary>A SQLite file.</summary>
    internal static JournalPlace OfFile(string path)
    {
        InputFile.RequireFile(path);
        return new(
            path,
            new() { Path = path },
            () => new SqliteSnapshots(path))
        {
            // SQLite keeps these beside the file itself, not beside a link to it.
            Files = [path, .. SideFiles.Select(ending => OutputFile.Target(path) + ending)],
        };
    }

    private static readonly string[] SideFiles = ["-wal", "-shm", "-journal"];

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
