namespace Clearing.Journal;

/// <summary>The journal to open, as in a configuration file or on a command line.</summary>
public sealed record JournalOptions
{
    /// <summary>The journal's storage. Default: SQLite.</summary>
    public JournalProvider Provider { get; init; } = JournalProvider.Sqlite;

    /// <summary>The database file of SQLite. It must be null for other providers.</summary>
    public string? Path { get; init; }

    /// <summary>
    /// The connection string of Npgsql for PostgreSQL. It must be null for other providers.
    /// </summary>
    public string? ConnectionString { get; init; }

    /// <summary>The schema of PostgreSQL's tables. Default <c>clearing</c>.</summary>
    public string Schema { get; init; } = "clearing";

    /// <summary>The number of concurrent transactions on PostgreSQL, 1 to 16. Default 2.</summary>
    public int Writers { get; init; } = 2;
}
