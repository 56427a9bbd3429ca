using Clearing.Journal;
using Clearing.Sealing;

namespace Clearing.Verification;

/// <summary>
/// Opens the sealed events of one stream, and checks those that stay closed.
/// </summary>
internal sealed class StreamKeys : IDisposable
{
    private readonly string _stream;
    private readonly string? _scope;
    private readonly bool _isSealed;
    private readonly JournalKeys? _keys;
    private readonly JournalFindings _findings;
    private readonly ScopeKeys? _own;
    private Dictionary<uint, StoredKey>? _stored;

    internal StreamKeys(string stream, JournalKeys? keys, JournalFindings findings)
    {
        _stream = stream;
        _isSealed = KeyScope.OfStream(stream) is not null;
        _scope = KeyScope.OfStream(stream) ?? KeyScope.OfRewritten(stream);
        _keys = keys;
        _findings = findings;
        _own = _scope is null ? null : keys?.Opening.Of(_scope);
    }

    /// <summary>Opens the stream's events.</summary>
    /// <param name="seals">True for the types of events that are sealed.</param>
    /// <param name="fromFirst">True if the stream's first event is among them.</param>
    internal BoxOpener Opener(Func<string, bool> seals, bool fromFirst) => _isSealed
        ? new(_stream, _own, seals, fromFirst && _keys is { FromStart: true })
        : new(_stream, _own, _ => false);

    /// <summary>
    /// True for a well-formed box that stays closed: without a key file, one whose key was not
    /// revealed, and otherwise one whose key was destroyed.
    /// </summary>
    /// <exception cref="KeyUnavailableException">No key has its number.</exception>
    internal async Task<bool> StaysClosed(StoredEvent stored)
    {
        if (!SealedText.Is(stored.Payload.Span)) { return false; }
        _findings.CountSealed();
        if (SealedText.KeyNumberOf(stored.Payload.Span) is not { } number || _keys is null)
        {
            _findings.CountClosed(_keys is null);
            return _keys is null;
        }
        var key = await Find(number)
            ?? throw new KeyUnavailableException(_scope ?? _stream, number, KeyProblem.Missing);
        var closed = _own is null || _keys.StaysClosed(key);
        _findings.CountClosed(closed);
        return closed;
    }

    /// <summary>A snapshot's text; null if it stays closed or cannot be opened.</summary>
    internal async Task<byte[]?> Open(long version, byte[] snapshot)
    {
        if (!SealedText.Is(snapshot)) { return snapshot; }
        if (_own is null || SealedText.KeyNumberOf(snapshot) is not { } number
            || await Find(number) is not { } key || _keys!.StaysClosed(key))
        {
            return null;
        }
        var opening = await _own.Get(number);
        var plain = opening.Open(new(_stream, version, SealedPlace.SnapshotOfSealed), snapshot)
            ?? opening.Open(new(_stream, version, SealedPlace.Snapshot), snapshot);
        return plain is not null && Padding.TryJson(plain, out var json) ? json.ToArray() : null;
    }

    public void Dispose() => _own?.Dispose();

    private async Task<StoredKey?> Find(uint number)
    {
        _stored ??= (await _keys!.Table.Find([_scope ?? _stream])).ToDictionary(key => key.Number);
        return _stored.GetValueOrDefault(number);
    }
}
