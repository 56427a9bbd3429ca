namespace Clearing.Cluster.Tests;

/// <summary>Reminders that tick every second once a silo has read the table.</summary>
/// <remarks>The rows have a different etag, so that silos treat them as new ones.</remarks>
internal sealed class QuickReminders(IReminderTable table) : IReminderTable
{
    private const char Mark = 'q';
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(1);

    private TaskCompletionSource? _written;
    private TaskCompletionSource? _answer;

    /// <summary>
    /// Holds the answer to the next reminder that is set, and completes when its row is written.
    /// </summary>
    public Task HoldNext()
    {
        _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _written = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return _written.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>Gives the answer that was held.</summary>
    public void Answer() => _answer!.TrySetResult();

    public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public async Task<ReminderTableData> ReadRows(GrainId grainId) =>
        Quicker(await table.ReadRows(grainId));

    public async Task<ReminderTableData> ReadRows(uint begin, uint end) =>
        Quicker(await table.ReadRows(begin, end));

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        table.ReadRow(grainId, reminderName);

    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        var tag = await table.UpsertRow(entry);
        if (Interlocked.Exchange(ref _written, null) is { } written)
        {
            written.TrySetResult();
            await _answer!.Task;
        }
        return tag;
    }

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        table.RemoveRow(grainId, reminderName, eTag.TrimEnd(Mark));

    public Task TestOnlyClearTable() => table.TestOnlyClearTable();

    private static ReminderTableData Quicker(ReminderTableData data)
    {
        foreach (var entry in data.Reminders)
        {
            entry.StartAt -= entry.Period;
            entry.Period = Quick;
            entry.ETag += Mark;
        }
        return data;
    }
}
