using System.Runtime.CompilerServices;
using Clearing.Sealing;

namespace Clearing.Journal;

/// <summary>
/// A journal that opens sealed events as they are read; dispose it to close it.
/// </summary>
/// <param name="journal">The journal.</param>
/// <param name="keys">
/// The keys; null if there are none, in which case a sealed event is an error.
/// </param>
/// <param name="table">
/// The table of the keys, which is closed with the journal; null if none.
/// </param>
public sealed class OpenedJournal(
    IReadOnlyJournal journal, KeyRing? keys, IKeyTable? table = null) : IReadOnlyJournal
{
    /// <inheritdoc/>
    /// <exception cref="EventUnreadableException">An event was altered or moved.</exception>
    /// <exception cref="KeyUnavailableException">A key is not available.</exception>
    public async IAsyncEnumerable<StoredEvent> Read(
        string stream, long afterVersion,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var scope = KeyScope.OfStream(stream) ?? KeyScope.OfRewritten(stream);
        using var own = scope is null ? null : keys?.Of(scope);
        var opener = new BoxOpener(stream, own, _ => false);
        await foreach (var stored in journal.Read(stream, afterVersion, cancellationToken)
            .ConfigureAwait(false))
        {
            yield return await opener.Open(stored).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<StreamInfo> Streams(
        string prefix, CancellationToken cancellationToken = default) =>
        journal.Streams(prefix, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await journal.DisposeAsync().ConfigureAwait(false);
        if (table is not null) { await table.DisposeAsync().ConfigureAwait(false); }
    }
}
