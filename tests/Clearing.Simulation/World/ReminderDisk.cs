namespace Clearing.Simulation;

/// <summary>One process's access to the reminder table, with delays and failures.</summary>
internal sealed class ReminderDisk(World world, Silo owner, Faults faults, Reminders reminders)
    : IReminderStore
{
    public async Task<IReadOnlyList<StoredReminder>> ReadAll()
    {
        await Pause("reads the reminders");
        return reminders.All;
    }

    public async Task<IReadOnlyList<StoredReminder>> ReadOf(string grain, string key)
    {
        await Pause($"reads the reminders of {key}");
        return [.. reminders.All.Where(row => row.Grain == grain && row.Key == key)];
    }

    public Task<long> Write(StoredReminder reminder) =>
        Change($"sets the reminder of {reminder.Key}", () => reminders.Write(reminder));

    public Task<bool> Delete(string grain, string key, string name, long etag) =>
        Change($"ends the reminder of {key}", () => reminders.Delete(grain, key, name, etag));

    private async Task<T> Change<T>(string what, Func<T> change)
    {
        // A change may be durable and reported as failed.
        var once = new Lazy<T>(change);
        Func<T> make = faults.Chance.Even() ? () => once.Value : change;
        await Pause(what, () => make());
        return make();
    }

    private async Task Pause(string what, Action? beforeFailing = null)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.After(faults.Chance.Wait(0, faults.Plan.MaxWriteMs), owner, done.SetResult);
        await done.Task;
        if (!faults.Hits(FaultKind.RemindersFailed, Phase.Remind, $"{owner.Name} {what}")) { return; }
        if (faults.Chance.Even()) { beforeFailing?.Invoke(); }
        throw new StorageFaultException("No reminders today.");
    }
}
