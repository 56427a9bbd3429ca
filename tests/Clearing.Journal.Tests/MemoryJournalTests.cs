namespace Clearing.Journal.Tests;

public sealed class MemoryJournalTests : JournalConformance
{
    private readonly MemoryJournalStore _store = new(Clock);

    protected override Task<IJournalStore> OpenStore() => Task.FromResult<IJournalStore>(_store);
}
