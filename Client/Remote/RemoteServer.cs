using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clearing.Formats;

namespace Clearing.Client.Remote;

/// <summary>Calls a server over HTTP; refusals end the command.</summary>
/// <param name="address">The server's address, without <c>/v1</c>.</param>
/// <param name="token">The bearer token; null if the server needs none.</param>
/// <param name="reason">The caller's reason for the audit trail; null for none.</param>
internal sealed class RemoteServer(Uri address, string? token, string? reason = null) : IDisposable
{
    private readonly HttpClient _http =
        new(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };

    /// <summary>Sends a command or query and returns its answer.</summary>
    /// <exception cref="CommandException">
    /// The server refused it, failed, or cannot be reached.
    /// </exception>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path, without <c>/v1/</c>.</param>
    /// <param name="content">The body; null for none.</param>
    /// <param name="linesBefore">
    /// Lines of the user's file before the body's first, so that refusals name the file's lines.
    /// </param>
    /// <param name="place">How to show the member that a refusal is about; unchanged without it.</param>
    internal JsonNode Send(
        HttpMethod method, string path, HttpContent? content = null, int linesBefore = 0,
        Func<string, string>? place = null)
    {
        using var answer = Connect(method, path, content, linesBefore: linesBefore, place: place);
        try
        {
            return JsonNode.Parse(TextOf(answer)) ?? throw NoAnswer("its answer is empty");
        }
        catch (JsonException)
        {
            throw NoAnswer("its answer is not JSON: is this another server's address?");
        }
        catch (IOException broken)
        {
            throw NoAnswer(FailureCauses.Of(broken));
        }
    }

    /// <summary>Reads all pages of a list.</summary>
    /// <param name="path">The list, with or without a query.</param>
    /// <param name="list">The member that is the list.</param>
    /// <param name="method">The HTTP method; GET by default.</param>
    /// <param name="body">The body of each page's call; none by default.</param>
    /// <param name="limit">How many entries a page has.</param>
    internal JsonNode AllPages(
        string path, string list, HttpMethod? method = null, Func<JsonObject>? body = null,
        int limit = 1_000)
    {
        path += $"{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit={limit}";
        var all = Page("");
        while (all["next_cursor"] is { } cursor)
        {
            var page = Page($"&cursor={Uri.EscapeDataString(cursor.ToString())}");
            foreach (var element in page[list]!.AsArray())
            {
                all[list]!.AsArray().Add(element!.DeepClone());
            }
            all["next_cursor"] = page["next_cursor"]?.DeepClone();
        }
        return all;

        JsonNode Page(string cursor) => body is null
            ? Send(method ?? HttpMethod.Get, path + cursor)
            : Send(method ?? HttpMethod.Post, path + cursor, body());
    }

    /// <summary>Returns an answer unchanged, such as an export.</summary>
    internal string Text(string path)
    {
        using var answer = Connect(HttpMethod.Get, path, null);
        return TextOf(answer);
    }

    private static string TextOf(HttpResponseMessage answer)
    {
        using var text = new StreamReader(answer.Content.ReadAsStream(), Encoding.UTF8);
        return text.ReadToEnd();
    }

    private CommandException NoAnswer(string cause) =>
        new(ExitCode.Environment, $"clearing: {address} gave no answer: {cause}");

    /// <summary>Sends an object as JSON.</summary>
    internal JsonNode Send(
        HttpMethod method, string path, JsonObject body, Func<string, string>? place = null) => Send(
        method, path, new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        place: place);

    /// <summary>Opens a feed, until the server ends it or the stream is disposed.</summary>
    /// <param name="path">The feed.</param>
    /// <param name="seen">The id of the last event seen; null from the start.</param>
    internal Stream Feed(string path, string? seen = null) =>
        Connect(HttpMethod.Get, path, null, seen).Content.ReadAsStream();

    public void Dispose() => _http.Dispose();

    private HttpResponseMessage Connect(
        HttpMethod method, string path, HttpContent? content, string? seen = null,
        int linesBefore = 0, Func<string, string>? place = null)
    {
        using var message = new HttpRequestMessage(method, new Uri(address, "/v1/" + path))
        {
            Content = content,
        };
        if (token is not null)
        {
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        if (reason is not null) { message.Headers.Add("Audit-Reason", PlainText.OneLine(reason)); }
        if (seen is not null) { message.Headers.Add("Last-Event-ID", seen); }
        HttpResponseMessage answer;
        try
        {
            answer = _http.Send(message, HttpCompletionOption.ResponseHeadersRead);
        }
        catch (HttpRequestException unreachable)
        {
            throw new CommandException(
                ExitCode.Environment,
                $"clearing: {address} cannot be reached: {FailureCauses.Of(unreachable)}");
        }
        if (answer.IsSuccessStatusCode) { return answer; }
        using (answer) { throw Refusal(answer, linesBefore, place ?? (field => field)); }
    }

    private static CommandException Refusal(
        HttpResponseMessage answer, int linesBefore, Func<string, string> place)
    {
        var exitCode = (int)answer.StatusCode < 500 ? ExitCode.BadInput : ExitCode.Environment;
        JsonNode? problem = null;
        try
        {
            problem = JsonNode.Parse(TextOf(answer)) as JsonObject;
        }
        catch (Exception unread) when (unread is JsonException or IOException)
        {
            // Something other than this server answered; only its status can be reported.
        }
        if (problem?["code"] is not { } code)
        {
            return new CommandException(
                exitCode, $"clearing: the server answered with status {(int)answer.StatusCode}");
        }
        var lines = new StringBuilder($"clearing: {code}: {Plain(problem["title"])}");
        if (problem["field"] is null && problem["errors"] is null && problem["detail"] is { } detail)
        {
            lines.Append($"\n  {Plain(detail)}");
        }
        Tell(lines, problem["errors"]?.AsArray() ?? [problem.DeepClone()], linesBefore, place);
        return new CommandException(exitCode, lines.ToString());
    }

    private static void Tell(
        StringBuilder lines, JsonArray errors, int linesBefore, Func<string, string> place)
    {
        foreach (var error in errors.Where(error => error!["field"] is not null))
        {
            var line = error!["line"] is { } number ? $"line {(int)number + linesBefore}: " : "";
            var limit = error["limit"] is { } bound ? $" (limit {bound})" : "";
            var value = error["value"] is { } sent ? $" \"{Plain(sent)}\"" : "";
            var rule = (error["rule"] ?? error["detail"]) is { } text ? $": {Plain(text)}" : "";
            lines.Append($"\n  {line}{Plain(place($"{error["field"]}"))}{value}{rule}{limit}");
        }
    }

    private static string Plain(JsonNode? text) =>
        text is null ? "" : Shown.Printable(text.ToString());
}
