namespace Clearing.Journal;

/// <summary>Where a SQLite journal is and how it is kept.</summary>
public sealed record SqliteJournalOptions
{
    /// <summary>The database file; it is created if it is missing, but its folder is not.</summary>
    public required string Path { get; init; }

    /// <summary>How long to wait for another connection's write, from 1 s. Default 10 s.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The most pages of 4 KiB that the file may have; 0, the default, for no limit.
    /// </summary>
    /// <remarks>A full file refuses appends as a full disk does.</remarks>
    public int MaxPages { get; init; }
}
