namespace Clearing.Journal;

/// <summary>Caches the stream ids of one server for all connections to it.</summary>
/// <remarks>
/// Looking up a stream's name would make an append cost the server half as much again. A server
/// that replaces a lost one may lack some streams and give their ids to others. It has another
/// start time, so the ids of the earlier server are not used with it.
/// </remarks>
/// <param name="serverStart">When the server started.</param>
internal sealed class PostgresStreamIds(DateTime serverStart)
{
    private const int MaxKept = 1_000_000;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _ids = new(StringComparer.Ordinal);

    public DateTime ServerStart { get; } = serverStart;

    /// <summary>The stream id of each append of a batch; null if it is not known.</summary>
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

    /// <summary>Adds the ids of streams that are durable in the database.</summary>
    public void Keep(List<(string Stream, long Id)> seen)
    {
        lock (_gate)
        {
            if (_ids.Count + seen.Count > MaxKept) { _ids.Clear(); }
            foreach (var (stream, id) in seen) { _ids[stream] = id; }
        }
    }
}
