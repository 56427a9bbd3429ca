using System.Runtime.CompilerServices;

namespace Clearing.Journal;

/// <summary>Reads long streams by COPY, one block of events ahead of the caller.</summary>
/// <remarks>
/// COPY costs the server half the work of a query, and the reader even less. The next block is
/// read while the caller processes one, so that reading and folding use two cores.
/// </remarks>
internal sealed class PostgresLongReader(PostgresPlace place)
{
    // The server keeps a statement's snapshot while it is read, so one statement reads no more than
    // this.
    private const int Portion = 100_000;

    // Other work needs connections too, and more readers than cores would not be faster.
    private readonly SemaphoreSlim _free = new(Math.Max(1, place.MaxConnections / 4));

    /// <summary>Reads the events after a version in blocks, none of them empty.</summary>
    public async IAsyncEnumerable<List<StoredEvent>> Read(
        string stream, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var (end, rows) = (0L, Portion); rows == Portion; after = end)
        {
            (end, rows) = (after + Portion, 0);
            await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await foreach (var block in ReadPortion(stream, after, cancellationToken)
                    .ConfigureAwait(false))
                {
                    rows += block.Count;
                    yield return block;
                }
            }
            finally
            {
                _free.Release();
            }
        }
    }

    private async IAsyncEnumerable<List<StoredEvent>> ReadPortion(
        string stream, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var copy = await PostgresCopy
            .Begin(place, stream, after, Portion, cancellationToken).ConfigureAwait(false);
        using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ahead = Task.Run(() => copy.Next(left.Token), CancellationToken.None);
        try
        {
            while (await ahead.ConfigureAwait(false) is { Count: > 0 } block)
            {
                ahead = Task.Run(() => copy.Next(left.Token), CancellationToken.None);
                yield return block;
            }
        }
        finally
        {
            await left.CancelAsync().ConfigureAwait(false);
            await ((Task)ahead).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
