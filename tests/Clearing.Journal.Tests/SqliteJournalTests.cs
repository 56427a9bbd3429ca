namespace Clearing.Journal.Tests;

public sealed class SqliteJournalTests : JournalConformance
{
    private readonly TempFolder _folder = new();

    protected override Task<IJournalStore> OpenStore() => Task.FromResult<IJournalStore>(
        SqliteJournalStore.Open(new() { Path = _folder.File("journal.db") }, Clock));

    protected override Task CleanUp()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }
}
