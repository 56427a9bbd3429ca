namespace Clearing.Simulation;

/// <summary>The durable table of reminders, which all processes share.</summary>
internal sealed class Reminders
{
    private readonly SortedDictionary<string, StoredReminder> _rows = new(StringComparer.Ordinal);

    private long _tags;

    public IReadOnlyList<StoredReminder> All => [.. _rows.Values];

    public long Write(StoredReminder row)
    {
        _rows[Id(row.Grain, row.Key, row.Name)] = row with { Etag = ++_tags };
        return _tags;
    }

    public bool Delete(string grain, string key, string name, long etag) =>
        _rows.TryGetValue(Id(grain, key, name), out var row) && row.Etag == etag
        && _rows.Remove(Id(grain, key, name));

    private static string Id(string grain, string key, string name) => $"{grain}\n{key}\n{name}";
}
