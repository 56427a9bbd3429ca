namespace Clearing.Journal.Tests;

public sealed class SqliteRewriterTests : RewriterConformance, IDisposable
{
    private readonly TempFolder _folder = TempFolder.InMemory();

    protected override JournalOptions Options => new() { Path = _folder.File("journal.db") };

    public void Dispose() => _folder.Dispose();
}
