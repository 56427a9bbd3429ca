using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using static Clearing.Benchmarks.WrongResultException;

namespace Clearing.Benchmarks;

/// <summary>Callers that place bids over HTTP, each on a connection that stays open.</summary>
public sealed class HttpBids : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private readonly HttpClient _http;
    private readonly int _perCall;
    private long _last;
    private long _accepted;

    /// <param name="server">Where the server is.</param>
    /// <param name="connections">The maximum number of connections.</param>
    /// <param name="perCall">Bids in one call; 1 goes to the endpoint of one bid.</param>
    public HttpBids(Uri server, int connections, int perCall)
    {
        var sockets = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = connections,
            UseProxy = false,
            UseCookies = false,
        };
        _http = new HttpClient(sockets)
        {
            BaseAddress = server,
            Timeout = TimeSpan.FromMinutes(10),
        };
        _perCall = perCall;
    }

    /// <summary>Opens the market.</summary>
    public async Task Open()
    {
        using var answer = await _http.PutAsync(Path($"markets/{Seeding.Market}"), Body("{}"));
        Unless(answer.IsSuccessStatusCode);
    }

    /// <summary>One call; completes when its bids are durable and their answer is read.</summary>
    public async Task Place(int caller)
    {
        var seller = $"seller-{caller:D7}";
        var one = _perCall == 1;
        var bids = string.Join(',', Enumerable.Range(0, _perCall).Select(_ => NewBid()));
        var body = one
            ? $$"""{"market":"{{Seeding.Market}}",{{bids[1..]}}"""
            : $$"""{"market":"{{Seeding.Market}}","bids":[{{bids}}]}""";
        using var answer = await _http.PostAsync(
            Path($"sellers/{seller}/bids{(one ? "" : "/batch")}"), Body(body));
        var text = await answer.Content.ReadAsStringAsync();
        Unless(one
            ? answer.StatusCode == HttpStatusCode.Created
            : text.Contains($"\"accepted\":{_perCall},", StringComparison.Ordinal));
        Interlocked.Add(ref _accepted, _perCall);
    }

    /// <summary>
    /// Clears the market: every accepted bid was in its book, which ends the market's use.
    /// </summary>
    public async Task Check()
    {
        using var answer = await _http.PostAsync(
            Path($"markets/{Seeding.Market}/rounds/1/clear"), Body("""{"capacity_delta":1}"""));
        var cleared = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Unless((long)cleared["round"]!["bids"]! == _accepted);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private string NewBid()
    {
        var number = Interlocked.Increment(ref _last);
        var (fee, volume) = (number * 7919 % 20_000_000, number % 5_000 + 1);
        return $$"""{"bid_id":"bid-{{number:D9}}","max_fee_micros":{{fee}},"max_volume":{{volume}}}""";
    }

    private static Uri Path(string path) => new("/v1/" + path, UriKind.Relative);

    private static ByteArrayContent Body(string text) =>
        new(Encoding.ASCII.GetBytes(text)) { Headers = { ContentType = Json } };
}
