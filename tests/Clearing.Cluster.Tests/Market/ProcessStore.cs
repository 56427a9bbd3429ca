using System.Runtime.CompilerServices;
using Clearing.Journal;

namespace Clearing.Cluster.Tests.Market;

/// <summary>
/// A process's access to the disk. After its death none of its writes are made and none of its
/// reads are answered.
/// </summary>
/// <param name="disk">The storage that survives processes.</param>
/// <param name="gate">The gate at which a test can hold it.</param>
internal sealed class ProcessStore(IJournalStore disk, Gate gate) : IJournalStore
{
    private volatile bool _dead;

    public void Die() => _dead = true;

    public async Task<IReadOnlyList<AppendStatus>> Write(IReadOnlyList<StreamAppend> batch)
    {
        // A real store does not answer before the caller has continued either.
        await Task.Yield();
        await gate.Pass(batch);
        ThrowIfDead();
        var statuses = await disk.Write(batch);
        ThrowIfDead();
        return statuses;
    }

    public async IAsyncEnumerable<StoredEvent> Read(
        string stream,
        long afterVersion,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (gate.RefusesReads) { throw new IOException("The disk is away."); }
        var read = await disk.Read(stream, afterVersion, cancellationToken)
            .ToListAsync(cancellationToken);
        await gate.PassRead(stream);
        foreach (var stored in read)
        {
            await AnswerNobodyIfDead(cancellationToken);
            yield return stored;
        }
        await AnswerNobodyIfDead(cancellationToken);
    }

    public IAsyncEnumerable<StreamInfo> Streams(
        string prefix, CancellationToken cancellationToken = default) =>
        disk.Streams(prefix, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task AnswerNobodyIfDead(CancellationToken cancellationToken) =>
        _dead ? Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken) : Task.CompletedTask;

    private void ThrowIfDead()
    {
        if (_dead) { throw new IOException("The process is dead."); }
    }
}
