using System.Runtime.CompilerServices;

namespace Clearing.Journal;

/// <summary>Reads long streams by COPY, a block of events ahead of the caller.</summary>
/// <remarks>
/// COPY costs the server half the work of a query, and the reader even less. While the caller looks
/// at one block the next is read, so that reading and folding share two cores.
/// </remarks>
internal sealed class PostgresLongReader(PostgresPlace place)
{
    // The server keeps what a statement sees for as long as it is read, so it is not read longer
    // than this.
    private const int Portion = 100_000;

    // Others need connections too, and more at once than there are cores would not be faster.
    private readonly SemaphoreSlim _free = new(Math.Max(1, place.MaxConnections / 4));

    /// <summary>The events after a version, in blocks, none of them empty.</summary>
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
