using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clearing.Formats;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Clearing.Gateway;

/// <summary>The feeds that this process serves.</summary>
/// <param name="options">The maximum number of feeds and the polling interval.</param>
/// <param name="json">The format of answers.</param>
/// <param name="clock">The process's clock.</param>
/// <param name="metrics">Counts the feeds.</param>
/// <param name="life">Feeds end when the process is stopping; their callers reconnect.</param>
/// <param name="log">Gets the failures of sources.</param>
internal sealed partial class Feeds(
    IOptions<GatewayOptions> options, IOptions<JsonOptions> json, TimeProvider clock,
    GatewayMetrics metrics, IHostApplicationLifetime life, ILogger<FeedHub> log)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);

    private readonly Lock _gate = new();
    private readonly CallerSlots _slots = new(options.Value.FeedsPerCaller);
    private readonly Dictionary<string, FeedHub> _hubs = new(StringComparer.Ordinal);
    private int _open;
    private int _feeds;

    /// <summary>Serves the events after the last one that the caller has seen.</summary>
    /// <param name="context">The call.</param>
    /// <param name="source">The source's name; its feeds share one poll.</param>
    /// <param name="reader">Reads the source.</param>
    public async Task<IResult> Serve(HttpContext context, string source, FeedReader reader)
    {
        var (seen, wrong) = await LastSeen(context, reader);
        if (wrong is not null) { return wrong.Result(); }
        return await Serve(context, () =>
        {
            var token = RequestContext.Get(CallContext.Token) as string;
            var hub = Enter(source, reader, options.Value.FeedInterval, token);
            var feed = Interlocked.Increment(ref _feeds) & int.MaxValue;
            return (ended => Events(hub, feed, seen, ended), () => Leave(source, hub, token));
        });
    }

    /// <summary>Serves events that have places instead of numbers, and are not shared.</summary>
    /// <param name="context">The call.</param>
    /// <param name="seen">The place of the last event that the caller has seen.</param>
    /// <param name="after">Reads the events after a place, with the place of each.</param>
    public Task<IResult> Serve(
        HttpContext context, string seen,
        Func<string, CancellationToken, Task<ImmutableArray<(string Place, FeedEvent Event)>>> after) =>
        Serve(context, () =>
        {
            metrics.Feed(1);
            return (ended => Events(seen, after, ended), Leave);
        });

    private async Task<IResult> Serve(
        HttpContext context,
        Func<(Func<CancellationToken, IAsyncEnumerable<SseItem<object>>> Events, Action Leave)> enter)
    {
        if (HeadRequests.IsHead(context)) { return Results.Text("", "text/event-stream"); }
        if (_slots.Take(await Caller.BindAsync(context)) is not { } slot)
        {
            return Problem.Of(Codes.TooManyFeeds, limit: _slots.Most).Result();
        }
        if (Interlocked.Increment(ref _open) > options.Value.MaxFeeds)
        {
            Interlocked.Decrement(ref _open);
            slot.Dispose();
            return Problem.Of(Codes.FeedsFull, limit: options.Value.MaxFeeds).Result();
        }
        var (events, leave) = enter();
        var ended = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, life.ApplicationStopping);
        EndWithToken(ended, context.User);
        context.Response.OnCompleted(() =>
        {
            leave();
            slot.Dispose();
            ended.Dispose();
            return Task.CompletedTask;
        });
        return TypedResults.ServerSentEvents(events(ended.Token));
    }

    private static async Task<(long Seen, Problem? Wrong)> LastSeen(
        HttpContext context, FeedReader reader)
    {
        const string Header = "Last-Event-ID";
        long seen = 0;
        var last = context.Request.Headers[Header].ToString();
        if (last.Length > 0
            && Integers.Read(Encoding.UTF8.GetBytes(last), signed: false, out seen) is { } rule)
        {
            return (0, Problem.Of(Codes.FieldInvalid, Header, last, detail: rule));
        }
        return seen > 0 && await reader.Newest(context.RequestAborted) is var newest && seen > newest
            ? (0, Problem.Of(
                Codes.FieldInvalid, Header, last, newest,
                "is beyond the last event: is it of another source?"))
            : (seen, null);
    }

    /// <summary>Ends a feed when its token expires.</summary>
    private void EndWithToken(CancellationTokenSource ended, ClaimsPrincipal user)
    {
        if (!long.TryParse(
            user.FindFirst("exp")?.Value, CultureInfo.InvariantCulture, out var seconds))
        {
            return;
        }
        ended.CancelAfter(Left(DateTimeOffset.FromUnixTimeSeconds(seconds), clock));
    }

    /// <summary>How long something lasts that ends with its caller's token.</summary>
    /// <param name="expires">When the token expires.</param>
    /// <param name="clock">The process's clock.</param>
    public static TimeSpan Left(DateTimeOffset expires, TimeProvider clock)
    {
        var left = expires - clock.GetUtcNow();
        // A timer cannot wait much longer, and no feed and no page lasts that long.
        var longest = TimeSpan.FromDays(40);
        return left < TimeSpan.Zero ? TimeSpan.Zero : left < longest ? left : longest;
    }

    private FeedHub Enter(
        string source, FeedReader reader, TimeSpan interval, string? token)
    {
        metrics.Feed(1);
        lock (_gate)
        {
            if (!_hubs.TryGetValue(source, out var hub))
            {
                hub = new FeedHub(reader, interval, clock, log);
                _hubs.Add(source, hub);
                hub.Enter(token);
                _ = hub.Run();
                return hub;
            }
            hub.Enter(token);
            return hub;
        }
    }

    private void Leave()
    {
        metrics.Feed(-1);
        Interlocked.Decrement(ref _open);
    }

    private void Leave(string source, FeedHub hub, string? token)
    {
        Leave();
        lock (_gate)
        {
            hub.Leave(token);
            if (hub.FeedCount > 0) { return; }
            _hubs.Remove(source);
        }
        hub.End();
    }

    private async IAsyncEnumerable<SseItem<object>> Events(
        FeedHub hub, int feed, long seen,
        [EnumeratorCancellation] CancellationToken ended)
    {
        // This is sent at once, so that the caller knows that it is connected.
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
            foreach (var (number, recordedAt, kind, happened) in events)
            {
                yield return new SseItem<object>(Timed(happened, recordedAt), kind)
                {
                    EventId = $"{number}",
                };
                seen = number;
                if (latest && recordedAt is { } then) { metrics.Lag(clock.GetUtcNow() - then); }
            }
            if (events.IsEmpty)
            {
                await Either(Task.Delay(options.Value.FeedInterval, clock, ended), ended);
            }
        }
    }

    private async IAsyncEnumerable<SseItem<object>> Events(
        string seen,
        Func<string, CancellationToken, Task<ImmutableArray<(string Place, FeedEvent Event)>>> after,
        [EnumeratorCancellation] CancellationToken ended)
    {
        yield return Idle();
        var spoke = clock.GetTimestamp();
        while (!ended.IsCancellationRequested)
        {
            foreach (var (place, happened) in await Read(seen))
            {
                yield return new SseItem<object>(
                    Timed(happened.Event, happened.RecordedAt), happened.Kind)
                {
                    EventId = place,
                };
                (seen, spoke) = (place, clock.GetTimestamp());
            }
            if (clock.GetElapsedTime(spoke) >= Quiet)
            {
                yield return Idle();
                spoke = clock.GetTimestamp();
            }
            await Either(Task.Delay(options.Value.FeedInterval, clock, ended), ended);
        }

        // A failed read is repeated at the next look.
        async Task<ImmutableArray<(string Place, FeedEvent Event)>> Read(string place)
        {
            try
            {
                return await after(place, ended);
            }
            catch (Exception none) when (none is OutcomeUnknownException or AccessDeniedException
                or OperationCanceledException)
            {
                return [];
            }
        }
    }

    // Events of every kind have a timestamp.
    private JsonNode Timed(object happened, DateTimeOffset? recordedAt)
    {
        var data = JsonSerializer.SerializeToNode(happened, json.Value.SerializerOptions)!;
        if (recordedAt is { } at) { data["timestamp"] = at.UtcDateTime; }
        return data;
    }

    private static SseItem<object> Idle() => new(new { }, "idle");

    private static async Task Either(Task done, CancellationToken ended) =>
        await done.WaitAsync(ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
