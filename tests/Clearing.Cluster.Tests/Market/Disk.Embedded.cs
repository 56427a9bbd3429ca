using Clearing.Embedded;

namespace Clearing.Cluster.Tests.Market;

public sealed partial class Disk
{
    internal MemoryGrainStateStore Snapshots { get; } = new();

    internal MemoryReminderStore Reminders { get; } = new();
}
