using System.Runtime.CompilerServices;

namespace Clearing.Gateway;

// How this process itself follows sources, for pages.
internal sealed partial class Feeds
{
    /// <summary>
    /// Follows a source inside this process, from its current state on. All followers share one
    /// poll. It ends when the process is stopping.
    /// </summary>
    /// <param name="source">The source's name.</param>
    /// <param name="reader">Reads the source.</param>
    /// <param name="interval">The polling interval, if the source has no followers yet.</param>
    /// <param name="cancellationToken">Cancelled when the follower leaves.</param>
    public async IAsyncEnumerable<FeedEvent> Follow(
        string source, FeedReader reader, TimeSpan interval,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long seen = 0;
        await foreach (var (hub, ended) in Hear(source, reader, interval, cancellationToken))
        {
            while (hub.Newest > seen && !ended.IsCancellationRequested)
            {
                var (events, _) = await hub.After(seen, ended);
                foreach (var happened in events)
                {
                    seen = happened.Number;
                    yield return happened;
                }
                if (events.IsEmpty) { await Either(Task.Delay(interval, clock, ended), ended); }
            }
        }
    }

    /// <summary>
    /// The number of a source's newest event: now, and each time it grows. Otherwise like
    /// <see cref="Follow"/>.
    /// </summary>
    /// <param name="source">The source's name.</param>
    /// <param name="reader">Reads the source.</param>
    /// <param name="interval">The polling interval, if the source has no followers yet.</param>
    /// <param name="cancellationToken">Cancelled when the follower leaves.</param>
    public async IAsyncEnumerable<long> FollowNewest(
        string source, FeedReader reader, TimeSpan interval,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long seen = -1;
        await foreach (var (hub, _) in Hear(source, reader, interval, cancellationToken))
        {
            if (hub.Newest <= seen) { continue; }
            yield return seen = hub.Newest;
        }
    }

    // The source's hub, now and after each of its beats.
    private async IAsyncEnumerable<(FeedHub Hub, CancellationToken Ended)> Hear(
        string source, FeedReader reader, TimeSpan interval,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, life.ApplicationStopping);
        Interlocked.Increment(ref _open);
        var hub = Enter(source, reader, interval, token: null);
        var feed = Interlocked.Increment(ref _feeds) & int.MaxValue;
        try
        {
            while (!ended.IsCancellationRequested)
            {
                var beat = hub.NextBeat(feed);
                yield return (hub, ended.Token);
                await Either(beat, ended.Token);
            }
        }
        finally
        {
            Leave(source, hub, token: null);
        }
    }
}
