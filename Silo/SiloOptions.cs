using Clearing.Journal;

namespace Clearing.Silo;

/// <summary>What a server is told: appsettings.json, environment and command line, last one wins.</summary>
public sealed class SiloOptions
{
    /// <summary>Where the journal is kept. Default: SQLite.</summary>
    public JournalProvider Provider { get; set; } = JournalProvider.Sqlite;

    /// <summary>
    /// The SQLite file. With the SQLite journal it holds everything; with PostgreSQL on the embedded
    /// engine it holds reminders and snapshots only. Default <c>clearing.db</c>.
    /// </summary>
    public string Path { get; set; } = "clearing.db";

    /// <summary>PostgreSQL: the connection string.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>PostgreSQL: the schema of the journal's tables. Default <c>clearing</c>.</summary>
    public string Schema { get; set; } = "clearing";

    /// <summary>PostgreSQL: how many transactions run at once, 1 to 16. Default 2.</summary>
    public int Writers { get; set; } = 2;

    /// <summary>The section of the configuration: <c>Journal:Provider</c> and so on.</summary>
    public const string Section = "Journal";

    /// <summary>The journal these options name.</summary>
    public JournalOptions ToJournal() => Provider switch
    {
        JournalProvider.Sqlite => new() { Provider = Provider, Path = Path },
        JournalProvider.PostgreSql => new()
        {
            Provider = Provider,
            ConnectionString = ConnectionString,
            Schema = Schema,
            Writers = Writers,
        },
        _ => new() { Provider = Provider },
    };
}
