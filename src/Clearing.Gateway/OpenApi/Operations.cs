using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.OpenApi;

namespace Clearing.Gateway;

/// <summary>Describes operations beyond their types: ids, headers and 304.</summary>
internal static class Operations
{
    /// <summary>
    /// The operation's id, which names the methods of generated clients: <c>getMarketRounds</c>.
    /// </summary>
    public static string IdOf(string method, string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries)[1..];
        var names = parts.Where(part => !part.StartsWith('{'))
            .SelectMany(part => part.Split('-', '.'))
            .Select(Capital);
        var last = parts[^1];
        var by = last.StartsWith('{') ? "By" + Capital(last.Trim('{', '}').Split(':')[0]) : "";
        return method.ToLowerInvariant() + string.Concat(names) + by;
    }

    /// <summary>Adds the headers of answers, and 304 for endpoints with a tag.</summary>
    public static void Describe(OpenApiOperation operation, IList<object> endpoint)
    {
        var tagged = endpoint.OfType<Marks.Tagged>().Any();
        if (tagged)
        {
            operation.Parameters!.Add(Parameters.InHeader(
                "If-None-Match", "The ETag of the answer that you have: 304 if it is the same."));
            operation.Responses!["304"] = new OpenApiResponse
            {
                Description = "The answer that you have is the same.",
                Headers = Only("ETag", "The answer's tag."),
            };
        }
        foreach (var mark in endpoint.OfType<Marks.RequestHeader>())
        {
            operation.Parameters!.Add(Parameters.InHeader(mark.Name, mark.Meaning));
        }
        foreach (var (status, answer) in operation.Responses!)
        {
            if (status.StartsWith('2') && answer is OpenApiResponse fine)
            {
                fine.Headers = Headers(status, tagged, IsCommand(endpoint));
            }
        }
    }

    private static bool IsCommand(IList<object> endpoint) =>
        endpoint.OfType<IHttpMethodMetadata>().Any(
            method => method.HttpMethods.Any(name => !HttpMethods.IsGet(name)));

    private static Dictionary<string, IOpenApiHeader> Headers(
        string status, bool tagged, bool isCommand)
    {
        var headers = Only("Cache-Control", "Whether the answer may be kept.");
        Add(
            headers, "RateLimit",
            "With authentication: calls that are left now, and the seconds until all are there again.");
        Add(headers, RequestLog.Header, "The server's own id of the request.");
        Add(
            headers, "RateLimit-Policy",
            "With authentication: the calls of a burst, and the seconds in which they come back.");
        if (tagged) { Add(headers, "ETag", "The answer's tag, for If-None-Match."); }
        if (status == "201") { Add(headers, "Location", "Where what was made is read."); }
        if (isCommand)
        {
            Add(
                headers, StatusResults.Replayed,
                "true if this answer was given before to the same id.");
        }
        return headers;
    }

    private static Dictionary<string, IOpenApiHeader> Only(string name, string meaning)
    {
        var headers = new Dictionary<string, IOpenApiHeader>();
        Add(headers, name, meaning);
        return headers;
    }

    public static void Add(IDictionary<string, IOpenApiHeader> headers, string name, string meaning) =>
        headers[name] = new OpenApiHeader
        {
            Description = meaning,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        };

    private static string Capital(string word) => string.Concat(
        word.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
