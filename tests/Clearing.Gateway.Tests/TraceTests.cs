using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Clearing.Gateway.Tests;

/// <summary>A call has one trace, and the work behind it is measured.</summary>
public class TraceTests(TracedServer traced) : IClassFixture<TracedServer>
{
    private const string Served = "Microsoft.AspNetCore.Hosting.HttpRequestIn";

    private RunningServer Server => traced.Server;

    [Fact]
    public async Task A_bid_is_one_trace_from_the_gateway_over_the_grains_to_the_commit()
    {
        var ended = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Microsoft.AspNetCore" or "Microsoft.Orleans.Application"
                or "Clearing.Journal",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Add,
        };
        ActivitySource.AddActivityListener(listener);
        var market = await Server.OpenMarket();
        var trace = ActivityTraceId.CreateRandom();
        await Server.Send(
            "POST", "/v1/sellers/traced/bids",
            $$"""{"market":"{{market}}","bid_id":"b1","max_fee_micros":500,"max_volume":10}""",
            ("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01"));
        var spans = await UntilServed(ended, trace);

        // The other append is the seller's note in its own stream that it takes part.
        Assert.Equal(
            [
                $"journal append < {Called("IRoundBook")} < {Called("ISellerGrain")} < {Served}",
                $"journal append < {Called("ISellerGrain")} < {Served}",
            ],
            spans.Where(span => span.OperationName == "journal append")
                .Select(span => string.Join(" < ", Upwards(span, spans))).Order());
    }

    [Fact]
    public void A_trace_does_not_say_which_grain_was_called()
    {
        using var span = new Activity("IRoundBook/Place");
        span.SetTag("orleans.rpc.target_id", "round/us-east/standard/2026-Q4");
        span.SetTag("rpc.method", "Place");
        using var processor = new UnnamedTargets();
        processor.OnEnd(span);

        Assert.Equal(["rpc.method"], span.TagObjects.Select(tag => tag.Key));
    }

    [Fact]
    public async Task Commits_rounds_and_untold_notices_are_measured()
    {
        var seen = new ConcurrentBag<(string Name, double Value)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name is "Clearing.Journal" or "Clearing.Grains")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((by, value, _, _) => seen.Add((by.Name, value)));
        listener.SetMeasurementEventCallback<double>((by, value, _, _) => seen.Add((by.Name, value)));
        listener.Start();
        var market = await Server.OpenMarket();
        await Server.Send("POST", "/v1/sellers/traced/bids",
            $$"""{"market":"{{market}}","bid_id":"b1","max_fee_micros":500,"max_volume":10}""");
        await Server.Send("POST", $"/v1/markets/{market}/rounds/1/close");
        await Server.Send("POST", $"/v1/markets/{market}/rounds/1/clear");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!seen.Contains(("clearing.notices.untold", -1))
            || seen.All(measured => measured.Name != "clearing.round.tell.duration"))
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        Assert.Contains(seen, measured => measured is ("clearing.commit.duration", > 0));
        Assert.Contains(seen, measured => measured is ("clearing.commit.events", >= 1));
        Assert.Contains(seen, measured => measured is ("clearing.round.clear.duration", >= 0));
        Assert.Contains(seen, measured => measured is ("clearing.notices.untold", 1));
        Assert.Contains(seen, measured => measured is ("clearing.notices.untold", -1));
    }

    /// <summary>The spans of a call, one at either end.</summary>
    private static string Called(string grain) => $"{grain}/Place < {grain}/Place";

    private static IEnumerable<string> Upwards(Activity from, Activity[] spans)
    {
        for (var span = from; span is not null;
            span = spans.SingleOrDefault(parent => parent.SpanId == span.ParentSpanId))
        {
            yield return span.OperationName;
        }
    }

    // The server ends its span a moment after the caller gets the answer.
    private static async Task<Activity[]> UntilServed(ConcurrentBag<Activity> ended, ActivityTraceId trace)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            var spans = ended.Where(span => span.TraceId == trace).ToArray();
            if (spans.Any(span => span.OperationName.EndsWith("HttpRequestIn", StringComparison.Ordinal)))
            {
                return spans;
            }
            await Task.Yield();
        }
    }
}
