using Clearing.Sealing;

namespace Clearing.Journal;

/// <summary>Opens the sealed events of one stream; plain events pass unchanged.</summary>
/// <remarks>
/// After the first sealed event of a stream, all later ones must be sealed, except types that stay
/// plain. Someone who can write to the database therefore cannot replace a sealed event by a plain
/// one. Nor does a box whose key is in clear follow one whose key is not: all keys of a market are
/// revealed, and later events have later keys. A stream that is sealed as a whole has no plain event
/// at all.
/// </remarks>
/// <param name="stream">The stream.</param>
/// <param name="keys">The keys of its scope; null if there are none.</param>
/// <param name="seals">
/// True for the types of events that are sealed in a stream that is not sealed as a whole.
/// </param>
/// <param name="fromStart">
/// True in a journal that had keys before its first event: no stream begins with a plain one.
/// </param>
public sealed class BoxOpener(
    string stream, ScopeKeys? keys, Func<string, bool> seals, bool fromStart = false)
{
    private long _sealedFrom = long.MaxValue;
    private (uint Key, long Version)? _wrapped;
    private bool _hasPlain;

    /// <summary>Notes that an event is sealed, without opening it.</summary>
    /// <param name="version">The event's version, or a later one.</param>
    public void NoteSealed(long version) => _sealedFrom = Math.Min(_sealedFrom, version);

    /// <summary>True if an event is sealed that is not later than a version.</summary>
    /// <param name="version">The version.</param>
    public bool IsSealedBy(long version) => _sealedFrom <= version;

    /// <summary>True once it is known that the stream is sealed as a whole.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Notes that the stream is sealed as a whole.</summary>
    public void NoteWhole() => IsWhole = true;

    /// <summary>Notes a box that stays closed, because its key is not at hand.</summary>
    /// <param name="stored">The event as stored.</param>
    /// <exception cref="EventUnreadableException">
    /// Its stream is sealed as a whole, and an event before it is plain.
    /// </exception>
    public void NoteClosed(StoredEvent stored)
    {
        if (SealedText.IsInWhole(stored.Payload.Span)) { NoteWhole(); }
        if (IsWhole && _hasPlain)
        {
            throw new EventUnreadableException(
                stream, stored, "its stream is sealed as a whole, and one before it is not sealed.");
        }
    }

    /// <summary>
    /// Opens an event, whose payload then has the plain form that <see cref="Padding"/> describes.
    /// </summary>
    /// <param name="stored">The event as stored.</param>
    /// <exception cref="EventUnreadableException">
    /// The event was altered, moved, renumbered or retyped.
    /// </exception>
    /// <exception cref="KeyUnavailableException">Its key is not available.</exception>
    public ValueTask<StoredEvent> Open(StoredEvent stored)
    {
        if (!SealedText.Is(stored.Payload.Span))
        {
            return new(Plain(stored));
        }
        NoteSealed(stored.Version);
        if (SealedText.KeyNumberOf(stored.Payload.Span) is not { } number)
        {
            throw new EventUnreadableException(stream, stored, "its box is damaged.");
        }
        if (keys is null)
        {
            throw new KeyUnavailableException(
                KeyScope.OfStream(stream) ?? stream, number, KeyProblem.NoKeys);
        }
        return keys.Find(number) is { } key ? new(Open(stored, key)) : OpenLater(stored, number);
    }

    private StoredEvent Plain(StoredEvent stored)
    {
        if (IsWhole)
        {
            throw new EventUnreadableException(
                stream, stored, "it is not sealed, and its stream is sealed as a whole.");
        }
        if (stored.Version > _sealedFrom && seals(stored.Type))
        {
            throw new EventUnreadableException(
                stream, stored, "it is not sealed, and one before it is.");
        }
        if (fromStart && stored.Version <= _sealedFrom)
        {
            throw new EventUnreadableException(
                stream, stored, "it is not sealed, and the journal is sealed from its start.");
        }
        _hasPlain = true;
        return stored;
    }

    private async ValueTask<StoredEvent> OpenLater(StoredEvent stored, uint number) =>
        Open(stored, await keys!.Get(number));

    private StoredEvent Open(StoredEvent stored, DataKey key)
    {
        if (key.Open(new(stream, stored.Version, stored.Type), stored.Payload.Span) is not { } plain)
        {
            throw new EventUnreadableException(
                stream, stored, "it was not sealed for this place, or it was altered.");
        }
        if (IsMisplaced(stored.Version, key.Number))
        {
            throw new EventUnreadableException(
                stream, stored, "its key is in clear, and that of one before it is not.");
        }
        NoteClosed(stored);
        return stored with { Payload = plain };
    }

    private bool IsMisplaced(long version, uint key)
    {
        // The key may have been revealed meanwhile.
        if (_wrapped is { } known && keys!.IsClear(known.Key)) { _wrapped = null; }
        if (keys!.IsClear(key)) { return version > _wrapped?.Version; }
        if (_wrapped is not { } first || version < first.Version) { _wrapped = (key, version); }
        return false;
    }
}
