using Clearing.Sealing;

namespace Clearing.Journal;

/// <summary>
/// A journal with its keys. Its streams are written and read through this class.
/// </summary>
/// <param name="journal">The journal.</param>
/// <param name="keys">The keys; null if nothing is sealed.</param>
/// <param name="heads">
/// Receives each durable head for the anchors; null for none. It must be null for an unsealed
/// journal, because the head of plain events would confirm guesses.
/// </param>
/// <param name="fromStart">
/// True if there were keys before the first event: a stream that begins with a plain event, in a scope
/// of keys, is refused. Nothing in the database tells, because who writes it could change that.
/// </param>
public sealed class SealedJournal(
    IJournal journal, KeyRing? keys = null, ChangedHeads? heads = null, bool fromStart = false)
{
    /// <summary>
    /// True if the events of sealed types are sealed; false if everything is written unencrypted.
    /// </summary>
    public bool IsSealed => keys is not null;

    /// <summary>The keys; null if nothing is sealed.</summary>
    public KeyRing? Keys => keys;

    /// <summary>A stream for one writer; nothing is read yet.</summary>
    /// <param name="name">The stream.</param>
    /// <param name="seals">True for the types of events that are sealed.</param>
    public SealedStream Stream(string name, Func<string, bool> seals) => new(
        name, journal, KeyScope.OfStream(name) is { } scope ? keys?.Of(scope) : null,
        KeyScope.OfRewritten(name) is { } rewritten ? keys?.Of(rewritten) : null,
        keys?.Secrets, seals, keys is null ? null : heads, fromStart);
}
