namespace Clearing.Journal;

/// <summary>Which journal to open, as a configuration file or a command line says it.</summary>
public sealed record JournalOptions
{
    /// <summary>Where the journal is kept. Default: SQLite.</summary>
    public JournalProvider Provider { get; init; } = JournalProvider.Sqlite;

    /// <summary>SQLite: the database file. Must be absent for the others.</summary>
    public string? Path { get; init; }

    /// <summary>
    /// PostgreSQL: the connection string of Npgsql. Must be absent for the others.
    /// </summary>
    public string? ConnectionString { get; init; }

    /// <summary>PostgreSQL: the schema of the tables. Default <c>clearing</c>.</summary>
    public string Schema { get; init; } = "clearing";

    /// <summary>PostgreSQL: how many transactions run at once, 1 to 16. Default 2.</summary>
    public int Writers { get; init; } = 2;
}
