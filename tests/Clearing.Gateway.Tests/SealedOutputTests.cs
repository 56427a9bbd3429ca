using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Clearing.Gateway.Tests;

/// <summary>A planted fee, volume and bid id must not appear in any output of the server.</summary>
public sealed class SealedOutputTests : IClassFixture<KeyedServer>, IDisposable
{
    private const string Fee = "7364918250364";
    private const string Volume = "918273645546";
    private const string BidId = "planted-bid-4471";

    private readonly KeyedServer _server;
    private readonly ConcurrentQueue<(string Name, string Text)> _outputs = new();
    private readonly ActivityListener _traces;
    private readonly MeterListener _measures = new();

    public SealedOutputTests(KeyedServer server)
    {
        _server = server;
        _traces = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Note,
        };
        ActivitySource.AddActivityListener(_traces);
        _measures.InstrumentPublished = (instrument, self) => self.EnableMeasurementEvents(instrument);
        _measures.SetMeasurementEventCallback<long>((by, value, tags, _) => Note(by, value, tags));
        _measures.SetMeasurementEventCallback<int>((by, value, tags, _) => Note(by, value, tags));
        _measures.SetMeasurementEventCallback<double>((by, value, tags, _) => Note(by, value, tags));
        _measures.Start();
    }

    public void Dispose()
    {
        _traces.Dispose();
        _measures.Dispose();
    }

    [Fact]
    public async Task What_is_planted_comes_out_to_its_seller_alone_before_the_round_is_cleared()
    {
        var market = await _server.OpenMarket("planted", """{"tick_micros":2}""");
        await Plant(market);
        foreach (var caller in new[] { "eve", "olga", "otto", "ann", "" })
        {
            await AskForEverything(caller, market);
        }
        await _server.Do("olga", "POST", $"markets/{market}/rounds/1/close", "");
        await AskForEverything("ann", market);
        _outputs.Enqueue(("log", _server.Server.Log.Text));
        var own = await _server.As("planter", "GET", $"sellers/planter/bids?market={market}");

        Assert.Contains(Fee, own.Text);
        Assert.Contains(Volume, own.Text);
        Assert.True(_server.Server.Log.Text.Length > 100_000, "The log is not the whole one.");
        Assert.Contains(_outputs, output => output.Name == "trace IRoundBook/Place");
        Assert.Contains(_outputs, output => output.Name == "measure clearing.commit.events");
        Assert.Contains(_outputs, output => output.Name.EndsWith($"{market}/inspections", StringComparison.Ordinal));
        Assert.All(_outputs, output =>
        {
            Assert.DoesNotContain(Fee, output.Text);
            Assert.DoesNotContain(Volume, output.Text);
            Assert.DoesNotContain(BidId, output.Text);
        });
    }

    /// <summary>Sends good and bad bids, and every command on them, as their seller.</summary>
    private async Task Plant(string market)
    {
        var bid =
            $$"""{"market":"{{market}}","bid_id":"{{BidId}}","max_fee_micros":{{Fee}},"max_volume":{{Volume}}}""";
        string[] bodies =
        [
            bid, bid.Replace(Fee, Fee + "1"), bid.Replace(Fee, Fee + ".5"), bid.Replace("}", ""),
            bid.Replace(BidId, BidId + "-odd").Replace(Fee, Fee[..^1] + "5"), bid + bid,
        ];
        foreach (var body in bodies) { await _server.As("planter", "POST", "sellers/planter/bids", body); }
        await _server.As("planter", "POST", "sellers/planter/bids/batch",
            $$"""{"market":"{{market}}","bids":[{{bid.Replace($"\"market\":\"{market}\",", "")}}]}""");
        await _server.As("planter", "POST", "sellers/planter/amendments", $$"""
            {"market":"{{market}}","amendment_id":"a1","bid_id":"{{BidId}}","max_volume":{{Volume}}}
            """);
        await _server.Server.SendAs(
            "text/csv", "POST", $"/v1/sellers/planter/imports?market={market}",
            $"bid_id,seller,max_fee_micros,max_volume,min_volume\n{BidId}-csv,planter,{Fee},{Volume},0\n"
            + $"x,eve,{Fee}x,1,0\n",
            ("Authorization", "Bearer " + _server.TokenOf("planter")));
    }

    /// <summary>Calls every endpoint, with the path of the market, as a caller or nobody.</summary>
    private async Task AskForEverything(string caller, string market)
    {
        var parts = market.Split('/');
        foreach (var endpoint in _server.Server.Endpoints)
        {
            var (method, path) = (Walk.Method(endpoint), Walk.Path(endpoint));
            // Clearing and inspections are left out, because they legitimately make bids
            // visible.
            if (method != "GET" && (path.EndsWith("/clear", StringComparison.Ordinal)
                || path.EndsWith("/inspections", StringComparison.Ordinal)
                || path.EndsWith("/settle", StringComparison.Ordinal)))
            {
                continue;
            }
            path = path.Replace("/acme/", "/planter/").Replace("east/any/any", market)
                .Replace("/east/any", $"/{parts[0]}/{parts[1]}").Replace("market=east/any/any", $"market={market}");
            var reply = await _server.Server.Send(
                method, path, method == "GET" ? null : "{}",
                caller.Length == 0 ? [] : [("Authorization", "Bearer " + _server.TokenOf(caller))]);
            _outputs.Enqueue(($"{caller} {method} {path}", $"{reply.Text} {reply.Message.Headers}"));
        }
        var description = await _server.Server.Send("GET", "/openapi/v1.json");
        _outputs.Enqueue(("description", description.Text));
    }

    private void Note(Activity span) => _outputs.Enqueue((
        $"trace {span.OperationName}",
        $"{span.DisplayName} {span.StatusDescription} {string.Join(' ', span.TagObjects)} "
        + $"{string.Join(' ', span.Baggage)} "
        + string.Join(' ', span.Events.SelectMany(told => told.Tags))));

    private void Note<T>(Instrument by, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _outputs.Enqueue(($"measure {by.Name}", $"{value} {string.Join(' ', tags.ToArray())}"));
}
