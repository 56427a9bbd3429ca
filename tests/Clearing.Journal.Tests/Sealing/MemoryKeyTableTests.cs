using Clearing.Sealing;

namespace Clearing.Journal.Tests;

public sealed class MemoryKeyTableTests : KeyTableConformance
{
    private readonly MemoryKeyTable _table = new();

    protected override Task<IKeyTable> OpenTable() => Task.FromResult<IKeyTable>(_table);
}
