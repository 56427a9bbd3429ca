using Clearing.Journal;
using Clearing.Sealing;

namespace Clearing.Benchmarks;

/// <summary>A journal and its keys, as a server would open them.</summary>
public sealed class KeyedJournal : IAsyncDisposable
{
    private readonly IKeyTable _table;

    private KeyedJournal(GroupCommitJournal stored, IKeyTable table, KeyRing keys) =>
        (Stored, _table, Sealed) = (stored, table, new SealedJournal(stored, keys));

    /// <summary>The journal with its events as stored.</summary>
    public GroupCommitJournal Stored { get; }

    /// <summary>The journal that seals what is written and opens what is read.</summary>
    public SealedJournal Sealed { get; }

    /// <summary>Opens a journal.</summary>
    /// <param name="options">The journal.</param>
    /// <param name="file">The file of the key that seals it.</param>
    public static async Task<KeyedJournal> Open(JournalOptions options, string file)
    {
        var stored = Journals.Open(options, TimeProvider.System);
        var table = Journals.OpenKeys(options);
        return new(stored, table, await KeyRing.Open(
            table, KeyFile.Read(file, SystemSecrets.Instance), SystemSecrets.Instance));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _table.DisposeAsync();
        await Stored.DisposeAsync();
    }
}
