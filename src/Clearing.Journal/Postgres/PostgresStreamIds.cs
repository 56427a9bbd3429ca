namespace Clearing.Journal;

/// <summary>The ids of streams that one server gave, for all connections to it.</summary>
/// <remarks>
/// Looking up a stream's name makes an append cost the server half as much again. A server that
/// takes over from a lost one may have lost streams and give their ids to others. It was started at
/// another time, so the ids of the earlier server are not used with it.
/// </remarks>
/// <param name="serverStart">When the server was started.</param>
internal sealed class PostgresStreamIds(DateTime serverStart)
{
    private const int MaxKept = 1_000_000;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _ids = new(StringComparer.Ordinal);

    public DateTime ServerStart { get; } = serverStart;

    /// <summary>The ids of the streams of a batch; null for one that is not known.</summary>
    public long?[] Find(IReadOnlyList<StreamAppend> batch)
    {
        var ids = new long?[batch.Count];
        lock (_gate)
        {
            for (var i = 0; i < ids.Length; i++)
            {
                ids[i] = _ids.TryGetValue(batch[i].Stream, out var id) ? id : null;
            }
        }
        return ids;
    }

    /// <summary>Keeps the ids of streams that are durably in the database.</summary>
    public void Keep(List<(string Stream, long Id)> seen)
    {
        lock (_gate)
        {
            if (_ids.Count + seen.Count > MaxKept) { _ids.Clear(); }
            foreach (var (stream, id) in seen) { _ids[stream] = id; }
        }
    }
}
