using Clearing.Sealing;

namespace Clearing.Journal;

/// <summary>Opens journals.</summary>
public static class Journals
{
    /// <summary>Opens a journal for writing; disposing it finishes pending appends.</summary>
    /// <param name="options">The journal to open.</param>
    /// <param name="clock">Gives the time of recording.</param>
    /// <exception cref="ArgumentException">
    /// The options do not fit together; the message says why.
    /// </exception>
    /// <exception cref="JournalOpenException">
    /// The journal cannot be opened; the message says why.
    /// </exception>
    public static GroupCommitJournal Open(JournalOptions options, TimeProvider clock) =>
        Open(options, clock, PostgresSharing.Servers);

    /// <summary>
    /// Opens a journal for writing while no server uses it, and keeps servers out until it is
    /// disposed.
    /// </summary>
    /// <param name="options">The journal to open.</param>
    /// <param name="clock">Gives the time of recording.</param>
    /// <exception cref="ArgumentException">
    /// The options do not fit together; the message says why.
    /// </exception>
    /// <exception cref="JournalOpenException">
    /// A server uses the journal, or it cannot be opened; the message says why.
    /// </exception>
    public static GroupCommitJournal OpenAlone(JournalOptions options, TimeProvider clock) =>
        Open(options, clock, PostgresSharing.Nobody);

    /// <summary>Opens a journal for reading while servers may write it. Creates nothing.</summary>
    /// <param name="options">The journal to open; it cannot be one in memory.</param>
    /// <exception cref="ArgumentException">
    /// The options do not fit together; the message says why.
    /// </exception>
    /// <exception cref="JournalOpenException">
    /// The journal cannot be opened; the message says why.
    /// </exception>
    public static IReadOnlyJournal OpenForReading(JournalOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Check(options);
        return options.Provider switch
        {
            JournalProvider.Sqlite => SqliteJournalStore.OpenForReading(options.Path!),
            JournalProvider.PostgreSql => PostgresJournalStore.OpenForReading(Postgres(options)),
            _ => throw new ArgumentException(
                "A journal in memory is empty when it is opened.", nameof(options)),
        };
    }

    /// <summary>Opens the key table beside a journal; dispose it to close it.</summary>
    /// <param name="options">The journal of the keys.</param>
    /// <param name="reading">True to only read the table of an existing journal.</param>
    /// <exception cref="ArgumentException">
    /// The options do not fit together; the message says why.
    /// </exception>
    /// <exception cref="JournalOpenException">
    /// The journal cannot be opened; the message says why.
    /// </exception>
    public static IKeyTable OpenKeys(JournalOptions options, bool reading = false)
    {
        ArgumentNullException.ThrowIfNull(options);
        Check(options);
        return (options.Provider, reading) switch
        {
            (JournalProvider.Sqlite, false) => SqliteKeyTable.Open(Sqlite(options)),
            (JournalProvider.Sqlite, true) => SqliteKeyTable.OpenForReading(options.Path!),
            (JournalProvider.PostgreSql, false) => PostgresKeyTable.Open(Postgres(options)),
            (JournalProvider.PostgreSql, true) =>
                PostgresKeyTable.OpenForReading(Postgres(options)),
            _ => new MemoryKeyTable(),
        };
    }

    /// <summary>
    /// Appends to a stream that no server writes, also while servers use the journal.
    /// </summary>
    /// <param name="options">An existing journal; it cannot be one in memory.</param>
    /// <param name="clock">Gives the time of recording.</param>
    /// <param name="append">The events.</param>
    /// <exception cref="JournalOpenException">
    /// The journal cannot be opened; the message says why.
    /// </exception>
    public static async Task<AppendStatus> AppendBeside(
        JournalOptions options, TimeProvider clock, StreamAppend append)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        Check(options);
        if (options.Provider == JournalProvider.Sqlite)
        {
            return await Task.Run(() => SqliteJournalStore.WriteBeside(
                Sqlite(options), append, clock)).ConfigureAwait(false);
        }
        var store = PostgresJournalStore.Open(
            Postgres(options), clock, PostgresSharing.Everybody);
        await using (store.ConfigureAwait(false))
        {
            return (await store.Write([append]).ConfigureAwait(false))[0];
        }
    }

    /// <summary>
    /// Opens an existing journal for changing what is stored; dispose it to close it. No server may
    /// run meanwhile.
    /// </summary>
    /// <param name="options">The journal to open; it cannot be one in memory.</param>
    /// <exception cref="JournalOpenException">
    /// The journal cannot be opened; the message says why.
    /// </exception>
    public static IJournalRewriter OpenForRewriting(JournalOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Check(options);
        return options.Provider switch
        {
            JournalProvider.Sqlite => new SqliteRewriter(Sqlite(options)),
            JournalProvider.PostgreSql => new PostgresRewriter(Postgres(options)),
            _ => throw new ArgumentException(
                "A journal in memory is empty when it is opened.", nameof(options)),
        };
    }

    /// <summary>
    /// Opens a journal for reading and opens its sealed events. Creates and changes nothing.
    /// </summary>
    /// <param name="options">The journal to open; it cannot be one in memory.</param>
    /// <param name="wrapper">The wrapper of its keys; null to read an unsealed journal.</param>
    /// <exception cref="JournalOpenException">
    /// The journal cannot be opened; the message says why.
    /// </exception>
    /// <exception cref="KeyUnavailableException">The wrapper lacks this journal's keys.</exception>
    public static async Task<OpenedJournal> OpenForReading(
        JournalOptions options, IKeyWrapper? wrapper)
    {
        var journal = OpenForReading(options);
        if (wrapper is null) { return new(journal, keys: null); }
        var table = OpenKeys(options, reading: true);
        try
        {
            var keys = await KeyRing.OpenForReading(table, wrapper, SystemSecrets.Instance)
                .ConfigureAwait(false);
            return new(journal, keys, table);
        }
        catch
        {
            await journal.DisposeAsync().ConfigureAwait(false);
            await table.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // The lock of a SQLite file lets in one process alone, whatever it is.
    private static GroupCommitJournal Open(
        JournalOptions options, TimeProvider clock, PostgresSharing sharing)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        Check(options);
        return options.Provider switch
        {
            JournalProvider.Sqlite => new(SqliteJournalStore.Open(Sqlite(options), clock)),
            JournalProvider.PostgreSql => new(
                PostgresJournalStore.Open(Postgres(options), clock, sharing),
                new() { Writers = options.Writers }),
            _ => new(new MemoryJournalStore(clock)),
        };
    }

    private static SqliteJournalOptions Sqlite(JournalOptions options) =>
        new() { Path = options.Path! };

    private static PostgresJournalOptions Postgres(JournalOptions options) =>
        new() { ConnectionString = options.ConnectionString!, Schema = options.Schema };

    private static void Check(JournalOptions options)
    {
        Check(options, JournalProvider.Sqlite, options.Path, nameof(options.Path));
        Check(
            options,
            JournalProvider.PostgreSql,
            options.ConnectionString,
            nameof(options.ConnectionString));
        if (!Enum.IsDefined(options.Provider))
        {
            throw new ArgumentException(
                $"Provider is Memory, Sqlite or PostgreSql, not {options.Provider}.",
                nameof(options));
        }
        if (options.Writers is < 1 or > 16)
        {
            throw new ArgumentException(
                $"Writers is 1 to 16, not {options.Writers}.", nameof(options));
        }
    }

    private static void Check(
        JournalOptions options, JournalProvider provider, string? value, string name)
    {
        if (options.Provider == provider && string.IsNullOrWhiteSpace(value))
        {
            throw new ArgumentException(
                $"{name} is missing: {provider} needs it.", nameof(options));
        }
        if (options.Provider != provider && value is not null)
        {
            throw new ArgumentException(
                $"{name} belongs to {provider}; the provider is {options.Provider}.",
                nameof(options));
        }
    }
}
