using System.Runtime.CompilerServices;
using Clearing.Sealing;

namespace Clearing.Journal;

/// <summary>
/// One stream as its writer sees it: events are opened when read, and sealed and chained when
/// written.
/// </summary>
/// <remarks>
/// It is not safe for concurrent use, but calls may overlap while they wait. Sealed events are
/// passed in and out in their plain form, other events as JSON text.
/// </remarks>
public sealed class SealedStream : IDisposable
{
    // A key seals at most 2^30 events, counted by the version.
    private const int EventsAKeyLog2 = 30;

    // These events end a round or a market, or publish its result, which is anchored at once.
    private static readonly string[] Endings =
        ["round_closed", "round_provisional", "round_cleared", "market_settled"];

    private readonly IJournal _journal;
    private readonly ScopeKeys? _keys;
    private readonly ScopeKeys? _readingKeys;
    private readonly ISecretSource? _secrets;
    private readonly Func<string, bool> _seals;
    private readonly BoxOpener _opener;
    private readonly ChangedHeads? _heads;
    private ReadOnlyMemory<byte> _link = ChainLink.Start;
    private bool _snapshotIsOfSealed;

    internal SealedStream(
        string name, IJournal journal, ScopeKeys? keys, ScopeKeys? readingKeys,
        ISecretSource? secrets, Func<string, bool> seals, ChangedHeads? heads = null,
        bool fromStart = false)
    {
        _heads = heads;
        Name = name;
        _journal = journal;
        _keys = keys;
        _readingKeys = readingKeys;
        _secrets = secrets;
        _seals = seals;
        // Where nothing is sealed but what was rewritten, plain events follow on a box.
        _opener = keys is null
            ? new(name, readingKeys, static _ => false)
            : new(name, keys, seals, fromStart);
    }

    /// <summary>The stream's name.</summary>
    public string Name { get; }

    /// <summary>
    /// The version of the last event followed or appended, durable or not.
    /// </summary>
    public long Version { get; private set; }

    /// <summary>The link of the event at <see cref="Version"/>.</summary>
    public ReadOnlyMemory<byte> Link => _link;

    /// <summary>True if <see cref="Append"/> can be called, because the key is loaded.</summary>
    public bool IsReady => _keys is null || _keys.Newest?.Number >= NextKey;

    /// <summary>True if snapshots are sealed: as text they are JSON then, and not what was given.</summary>
    public bool SealsSnapshots => _keys is not null;

    private bool IsWhole => _opener.IsWhole || (Version == 0 && KeyScope.BeginsWhole(Name));

    private uint NextKey => 1 + (uint)(Version >> EventsAKeyLog2);

    /// <summary>True if events of a type are sealed here.</summary>
    /// <param name="type">The event's type.</param>
    public bool Seals(string type) => _keys is not null && (IsWhole || _seals(type));

    /// <summary>
    /// Continues after an event that is already known, for instance from a snapshot.
    /// </summary>
    /// <param name="known">The event as stored, with its link.</param>
    /// <exception cref="EventUnreadableException">
    /// The event was altered or moved, in a stream that is sealed as a whole.
    /// </exception>
    /// <exception cref="KeyUnavailableException">Its key is not available there.</exception>
    public async ValueTask StartBehind(StoredEvent known)
    {
        if (known.Link.Length != ChainLink.Bytes)
        {
            throw new ArgumentException("An event without a link is no place to start.");
        }
        // Only a box that its key opens tells that the stream is sealed as a whole.
        if (SealedText.IsInWhole(known.Payload.Span)) { await _opener.Open(known); }
        if (_snapshotIsOfSealed || await IsSealedBy(known)) { _opener.NoteSealed(known.Version); }
        (Version, _link) = (known.Version, known.Link);
    }

    /// <summary>Reads on from <see cref="Version"/> and advances it.</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="EventUnreadableException">
    /// An event was altered, moved, renumbered or retyped, or does not follow the previous one.
    /// </exception>
    /// <exception cref="KeyUnavailableException">A key is not available.</exception>
    public async IAsyncEnumerable<StoredEvent> Follow(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var stored in _journal.Read(Name, Version, cancellationToken))
        {
            var link = StoredLink.Of(Name, stored, Version, _link);
            var opened = await _opener.Open(stored);
            (Version, _link) = (stored.Version, link);
            yield return opened;
        }
    }

    /// <summary>
    /// Reads events, known or not, without changing <see cref="Version"/>.
    /// </summary>
    /// <param name="afterVersion">The version before the first event.</param>
    /// <exception cref="EventUnreadableException">An event was altered or moved.</exception>
    /// <exception cref="KeyUnavailableException">A key is not available.</exception>
    public async IAsyncEnumerable<StoredEvent> Read(long afterVersion)
    {
        await foreach (var stored in _journal.Read(Name, afterVersion))
        {
            yield return await _opener.Open(stored);
        }
    }

    /// <summary>
    /// Reads events, known or not, without changing <see cref="Version"/>, and checks that each one
    /// is what its link says: events that are not sealed have no other proof.
    /// </summary>
    /// <param name="afterVersion">The version before the first event.</param>
    /// <param name="link">The link of the event at that version; at 0, none.</param>
    /// <exception cref="EventUnreadableException">
    /// An event was altered or moved, or does not follow the previous one.
    /// </exception>
    /// <exception cref="KeyUnavailableException">A key is not available.</exception>
    public async IAsyncEnumerable<StoredEvent> Read(long afterVersion, ReadOnlyMemory<byte> link)
    {
        if (link.IsEmpty) { link = ChainLink.Start; }
        await foreach (var stored in _journal.Read(Name, afterVersion))
        {
            link = StoredLink.Of(Name, stored, afterVersion, link);
            afterVersion = stored.Version;
            yield return await _opener.Open(stored);
        }
    }

    /// <summary>Finds an event as stored; null if the stream is shorter.</summary>
    /// <param name="version">The event's version, from 1; there is none at 0.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async Task<StoredEvent?> Find(long version, CancellationToken cancellationToken)
    {
        if (version == 0) { return null; }
        await foreach (var stored in _journal.Read(Name, version - 1, cancellationToken))
        {
            return stored.Version == version ? stored : null;
        }
        return null;
    }

    /// <summary>True if the journal has events that this neither followed nor appended.</summary>
    /// <remarks>
    /// An append that is under way counts as appended, even if it fails because others wrote first: if
    /// this is false, await the append before relying on it.
    /// </remarks>
    public async Task<bool> WasOvertaken()
    {
        await foreach (var stored in _journal.Read(Name, Version))
        {
            if (stored.Version > Version) { return true; }
        }
        return false;
    }

    /// <summary>
    /// Loads the key that seals the next events and makes sure that it is durable.
    /// </summary>
    /// <exception cref="KeyUnavailableException">The key is not available.</exception>
    public async ValueTask MakeReady()
    {
        if (_keys is null) { return; }
        await _keys.ForSealing(NextKey);
        // Only what has begun can have been revealed.
        if (Version == 0 && Name == _keys.Scope) { _keys.RefuseClear(); }
    }

    /// <summary>Seals, chains and appends events after <see cref="Version"/>.</summary>
    /// <param name="events">One or more events; sealed types are in their plain form.</param>
    /// <param name="after">The task that the previous append to this stream returned.</param>
    /// <exception cref="InvalidOperationException">The stream is not ready.</exception>
    public Task Append(IReadOnlyList<NewEvent> events, Task after)
    {
        if (!IsReady) { throw new InvalidOperationException("There is no key to seal with."); }
        var expected = Version;
        if (_keys is not null && IsWhole) { _opener.NoteWhole(); }
        var stored = new NewEvent[events.Count];
        for (var i = 0; i < stored.Length; i++)
        {
            var place = new SealedPlace(Name, ++Version, events[i].Type)
            {
                IsInWhole = _opener.IsWhole,
            };
            var payload = events[i].Payload;
            if (Seals(place.Type))
            {
                payload = _keys!.Newest!.Seal(place, payload.Span, _secrets!);
                _opener.NoteSealed(Version);
            }
            _link = ChainLink.After(_link.Span, place, payload.Span);
            stored[i] = new(place.Type, payload, _link);
        }
        var appended = _journal.Append(Name, expected, stored, after);
        if (_heads is not null) { TellWhenDurable(appended, events); }
        return appended;
    }

    /// <summary>
    /// Seals a snapshot of the state at a version; it stays plain if nothing is sealed.
    /// </summary>
    /// <param name="version">The version.</param>
    /// <param name="snapshot">The snapshot, of any bytes.</param>
    /// <exception cref="InvalidOperationException">The stream is not ready.</exception>
    public byte[] SealSnapshot(long version, byte[] snapshot) => _keys is null
        ? snapshot
        : (_keys.Newest ?? throw new InvalidOperationException("There is no key to seal with."))
            .Seal(
                Place(version, _opener.IsSealedBy(version)), Padding.OfJson(snapshot), _secrets!);

    /// <summary>Opens a snapshot; null if it cannot be opened and so counts as lost.</summary>
    /// <param name="version">The version that the snapshot claims.</param>
    /// <param name="snapshot">The result of <see cref="SealSnapshot"/>.</param>
    public async ValueTask<ReadOnlyMemory<byte>?> OpenSnapshot(long version, byte[] snapshot)
    {
        if (_keys is null)
        {
            return SealedText.Is(snapshot) ? (ReadOnlyMemory<byte>?)null : snapshot;
        }
        // A plain snapshot dates from before there were keys, or someone else stored it.
        if (SealedText.KeyNumberOf(snapshot) is not { } number) { return null; }
        try
        {
            var key = await _keys.Get(number);
            var plain = key.Open(Place(version, isOfSealed: true), snapshot);
            _snapshotIsOfSealed |= plain is not null;
            if (plain is not null && SealedText.IsInWhole(snapshot)) { _opener.NoteWhole(); }
            plain ??= key.Open(Place(version, isOfSealed: false), snapshot);
            return plain is not null && Padding.TryJson(plain, out var json)
                ? json
                : (ReadOnlyMemory<byte>?)null;
        }
        catch (KeyUnavailableException none) when (none.Problem == KeyProblem.Missing)
        {
            return null;
        }
    }

    /// <summary>Forgets the keys.</summary>
    public void Dispose()
    {
        _keys?.Dispose();
        _readingKeys?.Dispose();
    }

    // What a snapshot of an earlier version does not tell shows only at an event of a type that is sealed.
    private async Task<bool> IsSealedBy(StoredEvent known)
    {
        var last = known;
        while (_keys is not null && !_seals(last.Type)
            && await Find(last.Version - 1, CancellationToken.None) is { } before)
        {
            last = before;
        }
        return SealedText.Is(last.Payload.Span);
    }

    // Append returns the journal's own task and not one that awaits it, because the next append
    // builds on it.
    private void TellWhenDurable(Task appended, IReadOnlyList<NewEvent> events)
    {
        var head = new StreamHead(Name, Version, _link);
        var isUrgent = events.Any(happened => Endings.Contains(happened.Type));
        _ = appended.ContinueWith(
            _ => _heads!.Note(head, isUrgent),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously
                | TaskContinuationOptions.OnlyOnRanToCompletion,
            TaskScheduler.Default);
    }

    private SealedPlace Place(long version, bool isOfSealed) =>
        new(Name, version, isOfSealed ? SealedPlace.SnapshotOfSealed : SealedPlace.Snapshot)
        {
            IsInWhole = _opener.IsWhole,
        };
}
