namespace Clearing.Embedded;

/// <summary>The durable table of reminders.</summary>
public interface IReminderStore
{
    /// <summary>All reminders, by grain, key and name in ordinal sequence.</summary>
    Task<IReadOnlyList<StoredReminder>> ReadAll();

    /// <summary>The reminders of one grain, by name in ordinal sequence.</summary>
    Task<IReadOnlyList<StoredReminder>> ReadOf(string grain, string key);

    /// <summary>Writes a reminder, in place of one of that name. Durable when it returns.</summary>
    Task Write(StoredReminder reminder);

    /// <summary>Deletes a reminder; nothing happens if there is none.</summary>
    Task Delete(string grain, string key, string name);
}

/// <summary>A row of the table of reminders.</summary>
/// <param name="Grain">The grain's type.</param>
/// <param name="Key">The grain's key.</param>
/// <param name="Name">The reminder's name, unique in the grain.</param>
/// <param name="FirstTick">When the first tick is or was due, UTC.</param>
/// <param name="Period">Time between ticks, one minute at least.</param>
/// <param name="DueTime">
/// Time to the first tick when it was registered: the longest wait for it, however the clock is set.
/// </param>
public sealed record StoredReminder(
    string Grain, string Key, string Name, DateTimeOffset FirstTick, TimeSpan Period,
    TimeSpan DueTime);
