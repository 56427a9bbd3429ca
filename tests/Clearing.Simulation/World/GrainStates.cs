using Orleans.Storage;

namespace Clearing.Simulation;

/// <summary>Grain storage that keeps every row, so that an old one can be read.</summary>
internal sealed class GrainStates
{
    private readonly Dictionary<StateKey, List<StoredState>> _rows = [];

    public IReadOnlyList<StoredState> History(StateKey key) =>
        _rows.TryGetValue(key, out var history) ? history : [];

    public long Write(StateKey key, string payload, long etag)
    {
        if (!_rows.TryGetValue(key, out var history)) { _rows.Add(key, history = []); }
        var current = history.Count == 0 ? 0 : history[^1].Etag;
        if (current != etag)
        {
            throw new InconsistentStateException("Someone else wrote it.", $"{current}", $"{etag}");
        }
        history.Add(new StoredState(payload, etag + 1));
        return etag + 1;
    }

    /// <summary>Replaces the latest row.</summary>
    public StoredState Replace(StateKey key, StoredState row) => _rows[key][^1] = row;

    public void Lose(StateKey key) => _rows.Remove(key);
}
