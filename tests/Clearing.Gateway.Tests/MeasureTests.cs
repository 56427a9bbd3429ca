using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Clearing.Gateway.Tests;

/// <summary>The metrics, which reveal no bid.</summary>
public class MeasureTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Bids_are_counted_by_outcome_and_no_measure_names_who_or_how_much()
    {
        var seen = new ConcurrentBag<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == GatewayMetrics.Meter) { self.EnableMeasurementEvents(instrument); }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            seen.Add($"{instrument.Name} {value} {string.Join(' ', tags.ToArray())}"));
        listener.Start();
        var market = await server.OpenMarket("""{"tick_micros":100}""");
        await Place(market, "b1", 86_753_000);
        await Place(market, "b2", 86_753_001);

        Assert.Contains("clearing.bids 1 [outcome, ACCEPTED]", seen);
        Assert.Contains("clearing.bids 1 [outcome, FEE_OFF_TICK]", seen);
        Assert.Contains("clearing.problems 1 [code, FEE_OFF_TICK]", seen);
        Assert.DoesNotContain(seen, line => line.Contains("86753") || line.Contains("measured-seller"));
    }

    [Fact]
    public async Task Measures_and_traces_go_to_the_collector_that_is_named_and_tell_no_fee()
    {
        using var collector = new TcpListener(IPAddress.Loopback, 0);
        collector.Start();
        var received = Collect(collector);
        var port = ((IPEndPoint)collector.LocalEndpoint).Port;
        var measured = new RunningServer { Settings = ["--Otlp:Endpoint", $"http://127.0.0.1:{port}"] };
        await measured.InitializeAsync();
        var market = await measured.OpenMarket();
        await measured.Send("POST", "/v1/sellers/acme/bids",
            $$"""{"market":"{{market}}","bid_id":"b1","max_fee_micros":86753000,"max_volume":1}""");
        await measured.DisposeAsync();
        collector.Stop();
        var text = string.Concat(await received);

        Assert.Contains("POST /v1/metrics", text);
        Assert.Contains("POST /v1/traces", text);
        Assert.Contains("clearing.bids", text);
        Assert.DoesNotContain("86753000", text);
    }

    private Task<Reply> Place(string market, string id, long fee) => server.Send(
        "POST", "/v1/sellers/measured-seller/bids",
        $$"""{"market":"{{market}}","bid_id":"{{id}}","max_fee_micros":{{fee}},"max_volume":1}""");

    private static async Task<List<string>> Collect(TcpListener collector)
    {
        var received = new List<string>();
        try
        {
            while (true)
            {
                using var client = await collector.AcceptTcpClientAsync();
                await using var stream = client.GetStream();
                received.Add(await ReadMessage(stream));
                await stream.WriteAsync(
                    "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            return received;
        }
    }

    private static async Task<string> ReadMessage(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[64 * 1024];
        while (await stream.ReadAsync(buffer) is > 0 and var read)
        {
            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
            var all = text.ToString();
            var end = all.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0) { continue; }
            var length = all.Split("Content-Length: ")[1].Split("\r\n")[0];
            if (all.Length >= end + 4 + int.Parse(length)) { break; }
        }
        return text.ToString();
    }
}
