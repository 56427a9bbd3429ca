using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using Clearing.Formats;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Clearing.Gateway;

/// <summary>The feeds that this process serves.</summary>
/// <param name="options">How many, and how often it looks for news.</param>
/// <param name="clock">The process's clock.</param>
/// <param name="measures">Counts them.</param>
/// <param name="life">Feeds end when the process is asked to stop; their callers come back.</param>
internal sealed class Feeds(
    IOptions<GatewayOptions> options, TimeProvider clock, Measures measures,
    IHostApplicationLifetime life)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, FeedHub> _hubs = new(StringComparer.Ordinal);
    private int _open;
    private int _feeds;

    /// <summary>Serves events after the one that the caller has seen last.</summary>
    /// <param name="context">The call.</param>
    /// <param name="source">Names the source; its feeds share one look for news.</param>
    /// <param name="reader">Reads the source.</param>
    public IResult Serve(HttpContext context, string source, FeedReader reader)
    {
        long seen = 0;
        var last = context.Request.Headers["Last-Event-ID"].ToString();
        if (last.Length > 0
            && Integers.Read(Encoding.UTF8.GetBytes(last), signed: false, out seen) is { } rule)
        {
            return Problem.Of(Codes.FieldInvalid, "Last-Event-ID", last, detail: rule).Result();
        }
        if (Interlocked.Increment(ref _open) > options.Value.MostFeeds)
        {
            Interlocked.Decrement(ref _open);
            return Problem.Of(Codes.TooManyFeeds, limit: options.Value.MostFeeds).Result();
        }
        var hub = Enter(source, reader, options.Value.FeedInterval);
        var ended = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, life.ApplicationStopping);
        context.Response.OnCompleted(() =>
        {
            Leave(source, hub);
            ended.Dispose();
            return Task.CompletedTask;
        });
        var feed = Interlocked.Increment(ref _feeds) & int.MaxValue;
        return TypedResults.ServerSentEvents(Events(hub, feed, seen, reader.Kind, ended.Token));
    }

    /// <summary>
    /// Follows a source inside this process, from its state of now on: what the same look finds
    /// goes to every follower. It ends when the process is asked to stop.
    /// </summary>
    /// <param name="source">Names the source.</param>
    /// <param name="reader">Reads the source.</param>
    /// <param name="interval">How often to look, if nobody follows it yet.</param>
    /// <param name="gone">The follower has left.</param>
    public async IAsyncEnumerable<FeedEvent> Follow(
        string source, FeedReader reader, TimeSpan interval,
        [EnumeratorCancellation] CancellationToken gone)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(
            gone, life.ApplicationStopping);
        Interlocked.Increment(ref _open);
        var hub = Enter(source, reader, interval);
        var feed = Interlocked.Increment(ref _feeds) & int.MaxValue;
        long seen = 0;
        try
        {
            while (!ended.IsCancellationRequested)
            {
                var beat = hub.NextBeat(feed);
                if (hub.Newest <= seen)
                {
                    await Either(beat, ended.Token);
                    continue;
                }
                var (events, _) = await hub.After(seen, ended.Token);
                foreach (var happened in events)
                {
                    seen = happened.Number;
                    yield return happened;
                }
            }
        }
        finally
        {
            Leave(source, hub);
        }
    }

    private FeedHub Enter(string source, FeedReader reader, TimeSpan interval)
    {
        measures.Feed(1);
        lock (_gate)
        {
            if (!_hubs.TryGetValue(source, out var hub))
            {
                hub = new FeedHub(reader, interval, clock);
                _hubs.Add(source, hub);
                _ = hub.Run();
            }
            hub.FeedCount++;
            return hub;
        }
    }

    private void Leave(string source, FeedHub hub)
    {
        measures.Feed(-1);
        Interlocked.Decrement(ref _open);
        lock (_gate)
        {
            if (--hub.FeedCount > 0) { return; }
            _hubs.Remove(source);
        }
        hub.End();
    }

    private async IAsyncEnumerable<SseItem<object>> Events(
        FeedHub hub, int feed, long seen, string kind,
        [EnumeratorCancellation] CancellationToken ended)
    {
        // At once, so that the caller knows that it is connected.
        yield return Idle();
        while (!ended.IsCancellationRequested)
        {
            var beat = hub.NextBeat(feed);
            if (hub.Newest <= seen)
            {
                await Either(beat, ended);
                if (hub.Newest <= seen) { yield return Idle(); }
                continue;
            }
            var (events, latest) = await hub.After(seen, ended);
            foreach (var (number, recordedAt, happened) in events)
            {
                yield return new SseItem<object>(happened, kind) { EventId = $"{number}" };
                seen = number;
                if (latest && recordedAt is { } then) { measures.Lag(clock.GetUtcNow() - then); }
            }
            if (events.IsEmpty)
            {
                await Either(Task.Delay(options.Value.FeedInterval, clock, ended), ended);
            }
        }
    }

    private static SseItem<object> Idle() => new(new { }, "idle");

    private static async Task Either(Task done, CancellationToken ended) =>
        await done.WaitAsync(ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
