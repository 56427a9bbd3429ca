using System.Net.Sockets;
using System.Text;

namespace Clearing.Gateway.Tests;

/// <summary>Sealed data stays sealed, and hostile calls are refused while others work.</summary>
public class SealedTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Fee = "7364918250364";

    [Fact]
    public async Task A_planted_fee_is_in_no_output_but_the_sellers_own_before_the_round_is_cleared()
    {
        var market = await server.OpenMarket();
        await server.Send("POST", "/v1/sellers/acme/bids",
            $$"""{"market":"{{market}}","bid_id":"b1","max_fee_micros":{{Fee}},"max_volume":10}""");
        await server.Send("POST", "/v1/sellers/acme/bids",
            $$"""{"market":"{{market}}","bid_id":"b2","max_fee_micros":{{Fee}}e1,"max_volume":10}""");
        var own = await server.Send("GET", $"/v1/sellers/acme/bids?market={market}");
        var parts = market.Split('/');
        var outputs = new List<(string Name, string Text)>();
        foreach (var endpoint in server.Endpoints.Where(endpoint => Walk.Method(endpoint) == "GET"))
        {
            var path = Walk.Path(endpoint)
                .Replace("/acme/", "/eve/")
                .Replace("east/any/any", market)
                .Replace("/east/any/any", $"/{parts[0]}/{parts[1]}/{parts[2]}");
            var reply = await server.Send("GET", path);
            outputs.Add((path, reply.Text + reply.Message.Headers));
        }
        outputs.Add(("log", server.Log.Text));

        Assert.Contains(Fee, own.Text);
        Assert.Contains(outputs, output => output.Name.Contains(market));
        Assert.All(outputs, output => Assert.DoesNotContain(Fee, output.Text));
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused_and_others_are_served()
    {
        var refused = await server.Send("POST", "/v1/sellers/acme/bids", new string(' ', 65 * 1024));
        var served = await server.Send("GET", "/v1/markets");

        Assert.Equal((413, "BODY_TOO_LARGE", "65536"), (refused.Status, refused.Code, refused["limit"]));
        Assert.Equal(200, served.Status);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Another_content_type_is_refused(string type)
    {
        using var message = new HttpRequestMessage(
            HttpMethod.Post, new Uri(server.Address, "/v1/sellers/acme/bids"));
        message.Content = new ByteArrayContent("{}"u8.ToArray());
        message.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var answer = await server.Http.SendAsync(message);

        Assert.Equal(415, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_header_flood_is_refused_and_others_are_served()
    {
        var flood = string.Concat(Enumerable.Range(0, 500).Select(i => $"X-{i}: {new string('a', 50)}\r\n"));
        var answer = await Raw($"GET /v1/markets HTTP/1.1\r\nHost: localhost:{server.Address.Port}\r\n{flood}\r\n");
        var served = await server.Send("GET", "/v1/markets");

        Assert.StartsWith("HTTP/1.1 431", answer);
        Assert.Equal(200, served.Status);
    }

    [Fact]
    public async Task A_body_that_stops_short_is_ended_and_changes_nothing()
    {
        var market = await server.OpenMarket();
        var answer = await Raw(
            $"POST /v1/sellers/acme/bids HTTP/1.1\r\nHost: localhost:{server.Address.Port}\r\n"
            + "Content-Type: application/json\r\n"
            + "Content-Length: 500\r\n\r\n{\"market\":");
        var bids = await server.Send("GET", $"/v1/sellers/acme/bids?market={market}");

        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 408"), answer);
        Assert.Empty(bids.Json["bids"]!.AsArray());
    }

    [Theory]
    [InlineData("/v1/sellers/a%2Fb/bids?market=r/s/p", 400)]
    [InlineData("/v1/sellers/a%20b/bids?market=r/s/p", 400)]
    [InlineData("/v1/sellers/acme/bids", 400)]
    [InlineData("/v1/sellers/acme/bids?market=../x", 400)]
    [InlineData("/v1/sellers/acme/bids?market=r/s/p&market=r/s/q", 400)]
    [InlineData("/v1/sellers/acme/bids?market=r/s/p&limit=0", 400)]
    [InlineData("/v1/sellers/acme/bids?market=r/s/p&limit=1001", 400)]
    [InlineData("/v1/sellers/acme/bids?market=r/s/p&cursor=-1", 400)]
    [InlineData("/v1/markets/a%27b/s/p", 400)]
    [InlineData("/v1/markets/r/s/p/rounds/99999999999", 400)]
    [InlineData("/v1/markets/r/s/p", 404)]
    public async Task A_path_or_query_that_names_nothing_is_refused(string path, int status)
    {
        var reply = await server.Send("GET", path);

        Assert.Equal(status, reply.Status);
        Assert.NotNull(reply.Code);
    }

    [Fact]
    public async Task A_page_of_the_web_cannot_reach_an_open_gateway_through_a_browser()
    {
        var rebound = await server.Send("GET", "/v1/markets", null, ("Host", "evil.example"));
        var preflight = await server.Send(
            "OPTIONS", "/v1/markets", null,
            ("Origin", "https://evil.example"), ("Access-Control-Request-Method", "GET"));

        Assert.Equal((403, "FOREIGN_HOST"), (rebound.Status, rebound.Code));
        Assert.False(preflight.Message.Headers.Contains("Access-Control-Allow-Origin"));
    }

    /// <summary>Sends only these bytes, and reads until the server closes.</summary>
    private async Task<string> Raw(string text)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.Address.Port);
        await using var stream = client.GetStream();
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(text));
            using var reader = new StreamReader(stream, Encoding.ASCII);
            return await reader.ReadToEndAsync();
        }
        catch (IOException)
        {
            return "";
        }
    }
}
