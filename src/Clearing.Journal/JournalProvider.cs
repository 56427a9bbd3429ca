namespace Clearing.Journal;

/// <summary>The storage of a journal.</summary>
public enum JournalProvider
{
    /// <summary>In this program's memory; lost when it ends.</summary>
    Memory = 0,

    /// <summary>In a SQLite file, for one server.</summary>
    Sqlite = 1,

    /// <summary>On a PostgreSQL server, for a cluster.</summary>
    PostgreSql = 2,
}
