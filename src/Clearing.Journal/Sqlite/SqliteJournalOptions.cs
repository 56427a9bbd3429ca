namespace Clearing.Journal;

/// <summary>The location and limits of a SQLite journal.</summary>
public sealed record SqliteJournalOptions
{
    /// <summary>The database file; it is created if it is missing, but its folder is not.</summary>
    public required string Path { get; init; }

    /// <summary>The maximum wait for another writer, at least 1 s. Default 10 s.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The maximum number of 4 KiB pages in the file; 0, the default, means no limit.
    /// </summary>
    /// <remarks>A full file refuses appends as a full disk does.</remarks>
    public int MaxPages { get; init; }
}
