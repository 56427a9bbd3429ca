namespace Clearing.Simulation;

/// <summary>The durable table of reminders, which all processes share.</summary>
internal sealed class Reminders
{
    private readonly SortedDictionary<string, StoredReminder> _rows = new(StringComparer.Ordinal);

    public IReadOnlyList<StoredReminder> All => [.. _rows.Values];

    public void Write(StoredReminder row) => _rows[Id(row.Grain, row.Key, row.Name)] = row;

    public void Delete(string grain, string key, string name) => _rows.Remove(Id(grain, key, name));

    private static string Id(string grain, string key, string name) => $"{grain}\n{key}\n{name}";
}
