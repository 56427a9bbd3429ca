using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using Clearing.Contracts;
using Clearing.Formats;
using Microsoft.Extensions.Options;

namespace Clearing.Gateway;

/// <summary>The feeds that this process serves.</summary>
/// <param name="options">How many, and how often it looks for news.</param>
/// <param name="clock">The process's clock.</param>
/// <param name="measures">Counts them.</param>
internal sealed class Feeds(IOptions<GatewayOptions> options, TimeProvider clock, Measures measures)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);
    private int _open;

    /// <summary>Serves events after the one that the caller has seen last.</summary>
    /// <param name="context">The call.</param>
    /// <param name="gone">Ends the feed.</param>
    /// <param name="kind">What the events are.</param>
    /// <param name="after">Reads the events after a number, in rising sequence.</param>
    public IResult Serve(
        HttpContext context, CancellationToken gone, string kind,
        Func<long, Task<IEnumerable<(long Number, object Event)>>> after)
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
        measures.Feed(1);
        context.Response.OnCompleted(() =>
        {
            measures.Feed(-1);
            Interlocked.Decrement(ref _open);
            return Task.CompletedTask;
        });
        return TypedResults.ServerSentEvents(Events(seen, kind, after, gone));
    }

    private async IAsyncEnumerable<SseItem<object>> Events(
        long seen, string kind, Func<long, Task<IEnumerable<(long Number, object Event)>>> after,
        [EnumeratorCancellation] CancellationToken gone)
    {
        var spoke = clock.GetTimestamp();
        // At once, so that the caller knows that it is connected.
        yield return new SseItem<object>(new { }, "idle");
        while (!gone.IsCancellationRequested)
        {
            foreach (var (number, happened) in await News(seen, after))
            {
                yield return new SseItem<object>(happened, kind) { EventId = $"{number}" };
                (seen, spoke) = (number, clock.GetTimestamp());
            }
            if (clock.GetElapsedTime(spoke) >= Quiet)
            {
                yield return new SseItem<object>(new { }, "idle");
                spoke = clock.GetTimestamp();
            }
            await Task.Delay(options.Value.FeedInterval, clock, gone);
        }
    }

    // What could not be read now is read the next time.
    private static async Task<IEnumerable<(long Number, object Event)>> News(
        long seen, Func<long, Task<IEnumerable<(long Number, object Event)>>> after)
    {
        try
        {
            return await after(seen);
        }
        catch (OutcomeUnknownException)
        {
            return [];
        }
    }
}
