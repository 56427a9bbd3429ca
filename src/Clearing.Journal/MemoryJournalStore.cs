using System.Runtime.CompilerServices;

namespace Clearing.Journal;

/// <summary>A journal in memory, for tests and trials. It lasts as long as the object.</summary>
/// <remarks>
/// Everything completes synchronously. Closing it keeps its events, so that a journal opened later
/// on the same object finds them, as after a restart. It is safe for concurrent use.
/// </remarks>
/// <param name="clock">Gives the time of recording.</param>
public sealed class MemoryJournalStore(TimeProvider clock) : IJournalStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<StoredEvent>> _streams = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public IReadOnlyList<string> Warnings { get; } =
        ["The journal is in memory: nothing is durable, and all is lost when this process ends."];

    /// <inheritdoc />
    public Task<IReadOnlyList<AppendStatus>> Write(IReadOnlyList<StreamAppend> batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var recordedAt = DateTimeOffset.FromUnixTimeMilliseconds(now);
        lock (_gate)
        {
            IReadOnlyList<AppendStatus> statuses = [.. batch.Select(a => Write(a, recordedAt))];
            return Task.FromResult(statuses);
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<StoredEvent> Read(
        string stream,
        long afterVersion,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegative(afterVersion);
        await Task.CompletedTask;
        for (var version = afterVersion; Find(stream, version) is { } stored; version++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return stored;
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<StreamInfo> Streams(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        await Task.CompletedTask;
        foreach (var stream in List(prefix))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return stream;
        }
    }

    /// <summary>Does nothing: the events stay.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private AppendStatus Write(StreamAppend append, DateTimeOffset recordedAt)
    {
        var known = _streams.GetValueOrDefault(append.Stream);
        var version = known?.Count ?? 0L;
        if (version != append.ExpectedVersion)
        {
            return AppendStatus.Conflict;
        }
        if (known is null)
        {
            _streams.Add(append.Stream, known = []);
        }
        foreach (var e in append.Events)
        {
            // The caller may reuse its buffer once the append has completed, so this is a
            // copy.
            known.Add(new(
                ++version, e.Type, e.Payload.ToArray(), recordedAt, e.Link.ToArray()));
        }
        return AppendStatus.Written;
    }

    private StoredEvent? Find(string stream, long index)
    {
        lock (_gate)
        {
            var events = _streams.GetValueOrDefault(stream);
            return events is not null && index < events.Count ? events[(int)index] : null;
        }
    }

    private List<StreamInfo> List(string prefix)
    {
        lock (_gate)
        {
            return [.. _streams
                .Where(s => s.Key.StartsWith(prefix, StringComparison.Ordinal))
                .Select(s => new StreamInfo(s.Key, s.Value.Count))
                .OrderBy(s => s.Name, CodePointComparer.Instance)];
        }
    }
}
