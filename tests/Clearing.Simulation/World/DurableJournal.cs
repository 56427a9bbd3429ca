using Clearing.Journal;
using Clearing.Sealing;

namespace Clearing.Simulation;

/// <summary>The journal's storage, whose content survives every crash.</summary>
internal sealed class DurableJournal
{
    private readonly SortedDictionary<string, List<StoredEvent>> _streams =
        new(StringComparer.Ordinal);

    private readonly Dictionary<string, long> _began = new(StringComparer.Ordinal);

    /// <summary>The names of the streams, in ordinal order.</summary>
    public IReadOnlyCollection<string> Streams => _streams.Keys;

    public IReadOnlyList<StoredEvent> this[string stream] =>
        _streams.TryGetValue(stream, out var events) ? events : [];

    /// <summary>The true time of a stream's first event in ticks; the maximum if none.</summary>
    public long BeganAt(string stream) => _began.GetValueOrDefault(stream, long.MaxValue);

    /// <summary>Writes a batch as one transaction.</summary>
    /// <param name="batch">The appends.</param>
    /// <param name="now">The true time, in ticks.</param>
    /// <param name="recordedAt">The time by the writer's clock.</param>
    public AppendStatus[] Write(
        IReadOnlyList<StreamAppend> batch, long now, DateTimeOffset recordedAt)
    {
        var statuses = batch.Select(append => Write(append, recordedAt)).ToArray();
        foreach (var append in batch)
        {
            if (_streams.ContainsKey(append.Stream)) { _began.TryAdd(append.Stream, now); }
        }
        return statuses;
    }

    /// <summary>Writes events as it was done before there were keys.</summary>
    public void WritePlain(string stream, IEnumerable<NewEvent> plain)
    {
        var known = this[stream];
        var link = known is [.., var last] ? last.Link.ToArray() : ChainLink.Start.ToArray();
        var events = new List<NewEvent>();
        foreach (var one in plain)
        {
            var place = new SealedPlace(stream, known.Count + events.Count + 1, one.Type);
            link = ChainLink.After(link, place, one.Payload.Span);
            events.Add(one with { Link = link });
        }
        Write([new(stream, known.Count, events)], now: 0, DateTimeOffset.UnixEpoch);
    }

    private AppendStatus Write(StreamAppend append, DateTimeOffset recordedAt)
    {
        var known = _streams.GetValueOrDefault(append.Stream);
        var version = known?.Count ?? 0L;
        if (version != append.ExpectedVersion) { return AppendStatus.Conflict; }
        if (known is null) { _streams.Add(append.Stream, known = []); }
        foreach (var e in append.Events)
        {
            known.Add(new StoredEvent(++version, e.Type, e.Payload.ToArray(), recordedAt, e.Link.ToArray()));
        }
        return AppendStatus.Written;
    }
}
