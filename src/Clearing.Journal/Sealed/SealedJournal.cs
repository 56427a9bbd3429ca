using Clearing.Sealing;

namespace Clearing.Journal;

/// <summary>
/// A journal and the keys that seal it: streams of it are written and read through this.
/// </summary>
/// <param name="journal">The journal.</param>
/// <param name="keys">The keys; null if nothing is sealed.</param>
/// <param name="heads">
/// Is told of each durable head, for an anchor; null if there is none. Only of a sealed journal:
/// over plain events a head would confirm guesses.
/// </param>
public sealed class SealedJournal(
    IJournal journal, KeyRing? keys = null, ChangedHeads? heads = null)
{
    /// <summary>
    /// True if what is sealed by its type is sealed; false if all is written plain.
    /// </summary>
    public bool IsSealed => keys is not null;

    /// <summary>The journal with its events as they are stored.</summary>
    public IJournal Stored => journal;

    /// <summary>The keys; null if nothing is sealed.</summary>
    public KeyRing? Keys => keys;

    /// <summary>One stream, for one writer; nothing of it is read yet.</summary>
    /// <param name="name">The stream.</param>
    /// <param name="seals">Tells of an event's type whether it is one that is sealed.</param>
    public SealedStream Stream(string name, Func<string, bool> seals) => new(
        name, journal, KeyScope.OfStream(name) is { } scope ? keys?.Of(scope) : null,
        keys?.Secrets, seals, keys is null ? null : heads);
}
