namespace Clearing.Embedded;

/// <summary>A table of reminders that lives as long as this object.</summary>
public sealed class MemoryReminderStore : IReminderStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string, string, string), StoredReminder> _rows = [];

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredReminder>> ReadAll() => Read(_ => true);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredReminder>> ReadOf(string grain, string key) =>
        Read(row => row.Grain == grain && row.Key == key);

    /// <inheritdoc/>
    public Task Write(StoredReminder reminder)
    {
        lock (_gate)
        {
            _rows[(reminder.Grain, reminder.Key, reminder.Name)] = reminder;
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Delete(string grain, string key, string name)
    {
        lock (_gate)
        {
            _rows.Remove((grain, key, name));
        }
        return Task.CompletedTask;
    }

    private Task<IReadOnlyList<StoredReminder>> Read(Func<StoredReminder, bool> chosen)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<StoredReminder>>([.. _rows.Values.Where(chosen)
                .OrderBy(row => row.Grain, StringComparer.Ordinal)
                .ThenBy(row => row.Key, StringComparer.Ordinal)
                .ThenBy(row => row.Name, StringComparer.Ordinal)]);
        }
    }
}
