namespace Clearing.Embedded;

/// <summary>A table of reminders that lives as long as this object.</summary>
public sealed class MemoryReminderStore : IReminderStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string, string, string), StoredReminder> rows = [];

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredReminder>> ReadAll() => Read(_ => true);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredReminder>> ReadOf(string grain, string key) =>
        Read(row => row.Grain == grain && row.Key == key);

    /// <inheritdoc/>
    public Task Write(StoredReminder reminder)
    {
        lock (gate)
        {
            rows[(reminder.Grain, reminder.Key, reminder.Name)] = reminder;
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Delete(string grain, string key, string name)
    {
        lock (gate)
        {
            rows.Remove((grain, key, name));
        }
        return Task.CompletedTask;
    }

    private Task<IReadOnlyList<StoredReminder>> Read(Func<StoredReminder, bool> chosen)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<StoredReminder>>([.. rows.Values.Where(chosen)
                .OrderBy(row => row.Grain, StringComparer.Ordinal)
                .ThenBy(row => row.Key, StringComparer.Ordinal)
                .ThenBy(row => row.Name, StringComparer.Ordinal)]);
        }
    }
}
