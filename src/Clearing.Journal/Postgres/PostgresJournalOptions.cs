namespace Clearing.Journal;

/// <summary>The location of a PostgreSQL journal.</summary>
public sealed record PostgresJournalOptions
{
    /// <summary>The connection string of Npgsql.</summary>
    /// <remarks>
    /// Connect to the server or to a pooler that keeps sessions, because statements are prepared.
    /// </remarks>
    public required string ConnectionString { get; init; }

    /// <summary>
    /// The schema of the tables: lower-case letters, digits and _. Default <c>clearing</c>.
    /// </summary>
    public string Schema { get; init; } = "clearing";
}
