using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Clearing.Client.Remote;

/// <summary>A server over HTTP, and how its refusals end a command.</summary>
/// <param name="address">Where it is, without <c>/v1</c>.</param>
/// <param name="token">The bearer token; null if the server needs none.</param>
internal sealed class RemoteServer(Uri address, string? token) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Sends a command or query and gives its answer.</summary>
    /// <exception cref="CommandException">
    /// The server refused it, failed, or cannot be reached.
    /// </exception>
    internal JsonNode Send(HttpMethod method, string path, HttpContent? content = null)
    {
        using var answer = Connect(method, path, content);
        using var text = new StreamReader(answer.Content.ReadAsStream(), Encoding.UTF8);
        return JsonNode.Parse(text.ReadToEnd())!;
    }

    /// <summary>Sends an object as JSON.</summary>
    internal JsonNode Send(HttpMethod method, string path, JsonObject body) => Send(
        method, path, new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"));

    /// <summary>The lines of a feed, until the server ends it.</summary>
    /// <param name="path">The feed.</param>
    /// <param name="seen">The id of the last event seen; null from the start.</param>
    internal IEnumerable<string> Feed(string path, string? seen = null) =>
        Lines(Connect(HttpMethod.Get, path, null, seen));

    private static IEnumerable<string> Lines(HttpResponseMessage answer)
    {
        using (answer)
        {
            using var lines = new StreamReader(answer.Content.ReadAsStream(), Encoding.UTF8);
            while (lines.ReadLine() is { } line) { yield return line; }
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpResponseMessage Connect(
        HttpMethod method, string path, HttpContent? content, string? seen = null)
    {
        using var message = new HttpRequestMessage(method, new Uri(address, "/v1/" + path))
        {
            Content = content,
        };
        if (token is not null)
        {
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        if (seen is not null) { message.Headers.Add("Last-Event-ID", seen); }
        HttpResponseMessage answer;
        try
        {
            answer = _http.Send(message, HttpCompletionOption.ResponseHeadersRead);
        }
        catch (HttpRequestException unreachable)
        {
            throw new CommandException(
                ExitCode.Environment, $"clearing: {address} cannot be reached: {unreachable.Message}");
        }
        if (answer.IsSuccessStatusCode) { return answer; }
        using (answer) { throw Refusal(answer); }
    }

    private static CommandException Refusal(HttpResponseMessage answer)
    {
        var exitCode = (int)answer.StatusCode < 500 ? ExitCode.BadInput : ExitCode.Environment;
        using var text = new StreamReader(answer.Content.ReadAsStream(), Encoding.UTF8);
        JsonNode? problem = null;
        try
        {
            problem = JsonNode.Parse(text.ReadToEnd());
        }
        catch (JsonException)
        {
            // Something else than this server answered; its status is all there is to tell.
        }
        if (problem?["code"] is not { } code)
        {
            return new CommandException(
                exitCode, $"clearing: the server answered with status {(int)answer.StatusCode}");
        }
        var lines = new StringBuilder($"clearing: {code}: {Plain(problem["title"])}");
        Tell(lines, problem["errors"]?.AsArray() ?? [problem.DeepClone()]);
        return new CommandException(exitCode, lines.ToString());
    }

    private static void Tell(StringBuilder lines, JsonArray errors)
    {
        foreach (var error in errors.Where(error => error!["field"] is not null))
        {
            var line = error!["line"] is { } number ? $"line {number}: " : "";
            var limit = error["limit"] is { } bound ? $" (limit {bound})" : "";
            var value = error["value"] is { } sent ? $" \"{Plain(sent)}\"" : "";
            var rule = (error["rule"] ?? error["detail"]) is { } text ? $": {Plain(text)}" : "";
            lines.Append($"\n  {line}{Plain(error["field"])}{value}{rule}{limit}");
        }
    }

    private static string Plain(JsonNode? text) =>
        text is null ? "" : Shown.Printable(text.ToString());
}
