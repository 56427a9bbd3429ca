using System.Text;

namespace Clearing.Gateway.Tests;

/// <summary>Hostile bytes get a 4xx or a closed connection, and others are still served.</summary>
[Collection(Undisturbed.Name)]
public sealed class AbuseTests(ImpatientServer impatient) : IClassFixture<ImpatientServer>
{
    private const string Start = "POST /v1/sellers/acme/bids HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        + "Content-Type: application/json\r\n";

    private readonly RunningServer _server = impatient.Server;

    [Fact]
    public async Task A_body_that_is_no_bid_is_a_problem_that_says_so()
    {
        const string Bid = """{"market":"r/s/p","bid_id":"b","max_volume":1,"max_fee_micros":""";
        var bodies = new Dictionary<string, byte[]>
        {
            ["nesting of 10,000"] = Text(new string('[', 10_000) + new string(']', 10_000)),
            ["nesting in a member"] = Text(Bid + new string('[', 10_000) + new string(']', 10_000) + "}"),
            ["a number of 50,000 digits"] = Text(Bid + new string('9', 50_000) + "}"),
            ["an exponent"] = Text(Bid + "1e999999999}"),
            ["beyond 64 bits"] = Text(Bid + "9223372036854775808}"),
            ["a string"] = Text(Bid + "\"1\"}"),
            ["an array"] = Text("[1,2,3]"),
            ["a lone number"] = Text("7"),
            ["cut off"] = Text(Bid),
            ["two documents"] = Text(Bid + "1}{}"),
            ["invalid UTF-8"] = [.. Text(Bid + "\""), 0xC3, 0x28, 0xFF, .. Text("\"}")],
            ["UTF-16"] = Encoding.Unicode.GetBytes(Bid + "1}"),
            ["a lone surrogate"] = Text(Bid.Replace("\"b\"", "\"\\ud800\"") + "1}"),
            ["NUL"] = new byte[100],
            ["5,000 members"] = Text(
                "{" + string.Join(',', Enumerable.Range(0, 5_000).Select(i => $"\"m{i}\":1")) + "}"),
            ["a duplicate member"] = Text(Bid + "1,\"max_volume\":2}"),
        };
        foreach (var (name, body) in bodies)
        {
            var answer = await RawConnection.Post(_server.Address, body);
            Assert.True(answer.StartsWith("HTTP/1.1 400 ", StringComparison.Ordinal), $"{name}: {answer}");
            Assert.Contains("application/problem+json", answer);
            Assert.True(answer.Length < 32 * 1024, $"{name}: {answer.Length} bytes");
        }
        await OthersAreServed();
    }

    [Fact]
    public async Task What_is_no_HTTP_is_refused_or_ends_the_connection()
    {
        var messages = new Dictionary<string, string>
        {
            ["noise"] = "\0\u0001\u00ff\u00fe garbage \r\n\r\n",
            ["a TLS hello"] = "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
            ["HTTP/0.9"] = "GET /v1/markets\r\n\r\n",
            ["HTTP/9.9"] = "GET /v1/markets HTTP/9.9\r\nHost: localhost\r\n\r\n",
            ["no host"] = "GET /v1/markets HTTP/1.1\r\n\r\n",
            ["two hosts"] = "GET /v1/markets HTTP/1.1\r\nHost: localhost\r\nHost: evil\r\n\r\n",
            ["NUL in a header"] = "GET /v1/markets HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n",
            ["a folded header"] = "GET /v1/markets HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n",
            ["a space before the colon"] = "GET /v1/markets HTTP/1.1\r\nHost : localhost\r\n\r\n",
            ["a long line"] = $"GET /v1/{new string('a', 10_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n",
            ["one long header"] =
                $"GET /v1/markets HTTP/1.1\r\nHost: localhost\r\nX: {new string('a', 100_000)}\r\n\r\n",
            ["10,000 headers"] = "GET /v1/markets HTTP/1.1\r\nHost: localhost\r\n"
                + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"X-{i}: a\r\n")) + "\r\n",
            ["headers without end"] = "GET /v1/markets HTTP/1.1\r\nHost: localhost\r\n" + new string('a', 1_000_000),
            ["slow headers"] = "GET /v1/markets HTTP/1.1\r\nHost: localh",
            ["a method of its own"] = "BREW /v1/markets HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            ["a bad escape"] = "GET /v1/%zz%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        };
        foreach (var (name, message) in messages)
        {
            var answer = await RawConnection.Send(_server.Address, message);
            Assert.True(IsRefusal(answer), $"{name}: {answer}");
        }
        await OthersAreServed();
    }

    [Theory]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n-5\r\n{}\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n2\r\n{}nonsense\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: gzip\r\n\r\n{}")]
    [InlineData("Transfer-Encoding: chunked, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n")]
    [InlineData("Content-Length: -1\r\n\r\n{}")]
    [InlineData("Content-Length: 99999999999999999999\r\n\r\n{}")]
    [InlineData("Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}")]
    [InlineData("Content-Length: 1000000000\r\n\r\n{}")]
    [InlineData("Content-Length: 2\r\nContent-Encoding: gzip\r\n\r\n{}")]
    public async Task A_body_of_a_nonsensical_length_is_refused(string rest)
    {
        var answer = await RawConnection.Send(_server.Address, Start + rest);

        Assert.True(IsRefusal(answer), answer);
        await OthersAreServed();
    }

    [Fact]
    public async Task Pipelined_calls_are_all_answered_in_their_sequence()
    {
        const string Host = " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        var calls = string.Concat(Enumerable.Range(0, 200).Select(i =>
            $"GET /v1/problems/X{i}{Host}GET /v1/problems/NOT_FOUND{Host}"));
        var answer = await RawConnection.Send(
            _server.Address, calls + "GET /v1/markets HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        var statuses = answer.Split("HTTP/1.1 ").Skip(1).Select(one => one[..3]).ToArray();

        Assert.Equal(Enumerable.Range(0, 401).Select(i => i % 2 == 0 && i < 400 ? "404" : "200"), statuses);
    }

    [Fact]
    public async Task Bodies_without_end_take_no_memory_and_no_place_of_others()
    {
        var chunk = Text("10000\r\n" + new string(' ', 0x10000) + "\r\n");
        byte[] endless = [.. Text(Start + "Transfer-Encoding: chunked\r\n\r\n"),
            .. Enumerable.Range(0, 128).SelectMany(_ => chunk)];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var flood = Enumerable.Range(0, 64).Select(_ => RawConnection.Send(_server.Address, endless)).ToArray();
        await OthersAreServed();
        var answers = await Task.WhenAll(flood);
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;

        // 64 times 8 MiB arrived, but at most the limit of 64 KiB is kept of each body.
        Assert.All(answers, answer => Assert.True(IsRefusal(answer), answer));
        Assert.True(grown < 64L * 1024 * 1024, $"{grown} bytes more");
        await OthersAreServed();
    }

    private async Task OthersAreServed()
    {
        var markets = await _server.Send("GET", "/v1/markets");
        Assert.Equal(200, markets.Status);
    }

    private static bool IsRefusal(string answer) =>
        answer.Length == 0 || answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal)
        || answer.StartsWith("HTTP/1.1 505", StringComparison.Ordinal);

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}

/// <summary>A server that waits one second for headers.</summary>
public sealed class ImpatientServer : IAsyncLifetime
{
    internal RunningServer Server { get; } = new()
    {
        Settings = ["--Kestrel:Limits:RequestHeadersTimeout", "00:00:01"],
    };

    public Task InitializeAsync() => Server.InitializeAsync();

    public Task DisposeAsync() => Server.DisposeAsync();
}
