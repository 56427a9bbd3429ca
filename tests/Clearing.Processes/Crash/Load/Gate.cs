using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Clearing.Processes.Crash;

/// <summary>Sends commands over HTTP like any client.</summary>
internal sealed class Gate(string url) : IDisposable
{
    private static readonly HashSet<string> Unknown =
        ["OUTCOME_UNKNOWN", "UNAVAILABLE", "IN_FLIGHT", "INTERNAL_ERROR"];

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
    })
    {
        BaseAddress = new Uri(url),
        Timeout = TimeSpan.FromSeconds(20),
    };

    /// <summary>How often the server reported an internal error.</summary>
    public int InternalErrors { get; private set; }

    /// <summary>The answer to a command; null if there is none and the outcome is unknown.</summary>
    public async Task<string?> Send(Command command)
    {
        var (path, body) = Wire.Of(command);
        return await Answer(command.Kind == Kind.Open ? HttpMethod.Put : HttpMethod.Post, path, body);
    }

    /// <summary>The answers to many bids of one seller in one call; null if there are none.</summary>
    public async Task<string[]?> SendMany(IReadOnlyList<Command> bids)
    {
        var (path, body) = Wire.OfMany(bids);
        return await Try<string>(HttpMethod.Post, path, body, answer =>
            [.. answer["receipts"]!.AsArray().Select(receipt => Word(receipt!))]);
    }

    /// <summary>The awards of a seller in a market; none if the server does not answer.</summary>
    public async Task<string[]> Awards(string seller, string market) =>
        await Try(
            HttpMethod.Get, $"v1/sellers/{seller}/statement?market={Uri.EscapeDataString(market)}",
            null, answer => answer["awards"]?.AsArray().Select(line => (string)line!["award_id"]!).ToArray()
                ?? []) ?? [];

    /// <summary>A number of a market's report; null if the server does not answer.</summary>
    public async Task<long?> Report(string market, string member) =>
        (await Try(HttpMethod.Get, "v1/markets/" + market, null, answer =>
            new long?[] { (long?)answer[member] }))?[0];

    /// <summary>True if the server answers.</summary>
    public async Task<bool> IsUp()
    {
        try
        {
            using var answer = await _http.GetAsync("health/live");
            return answer.IsSuccessStatusCode;
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            return false;
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<string?> Answer(HttpMethod method, string path, JsonObject? body) =>
        (await Try(method, path, body, answer => new[] { Word(answer) }))?[0];

    private async Task<T[]?> Try<T>(
        HttpMethod method, string path, JsonObject? body, Func<JsonNode, T[]> read)
    {
        try
        {
            using var message = new HttpRequestMessage(method, path);
            if (body is not null) { message.Content = JsonContent.Create(body); }
            using var response = await _http.SendAsync(message);
            var text = await response.Content.ReadAsStringAsync();
            var answer = JsonNode.Parse(text)!;
            if ((string?)answer["code"] is not { } code || !Unknown.Contains(code)) { return read(answer); }
            if (code == "INTERNAL_ERROR") { InternalErrors++; }
            return null;
        }
        catch (Exception broken) when (IsBroken(broken) || broken is JsonException)
        {
            return null;
        }
    }

    private static bool IsBroken(Exception broken) =>
        broken is HttpRequestException or TaskCanceledException or IOException;

    private static string Word(JsonNode answer)
    {
        if ((string?)answer["code"] is { } refusal) { return "-" + refusal; }
        if (answer["status"] is not { } status) { return "+OPENED"; }
        if (answer["number"] is not { } number) { return "+" + (string)status!; }
        return (long)number > 0 ? $"+{status} {number}" : $"-{status}";
    }
}
