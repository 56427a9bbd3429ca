namespace Clearing.Embedded.Tests;

public sealed class MemoryStoreTests : StoreConformance
{
    protected override IGrainStateStore States { get; } = new MemoryGrainStateStore();

    protected override IReminderStore Reminders { get; } = new MemoryReminderStore();
}
