using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace Clearing.Gateway;

/// <summary>
/// Refuses query parameters that the endpoint does not know, headers that condition a command and
/// that it does not read, and bodies that it does not take.
/// </summary>
/// <remarks>
/// Ignoring an unknown parameter is dangerous: a misspelt <c>dry-run=true</c> would place bids. A
/// caller that sends <c>If-Match</c> or <c>Idempotency-Key</c> relies on it.
/// </remarks>
/// <param name="next">The rest of the pipeline.</param>
internal sealed class UnknownInputRefusal(RequestDelegate next)
{
    // The page that tries the endpoints is no endpoint itself.
    private const string Docs = "/docs";
    private const int MaxIgnored = 64;
    private const string NoKey =
        "is not read here: the command is known by its content, or each of many has its own id";

    private static readonly string[] Conditions =
        ["If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since"];

    public async Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        var wrong = endpoint is not null ? UnknownParameter(context.Request.Query, endpoint)
            : context.Request.Path.StartsWithSegments(Docs) ? Unknown(context.Request.Query, [])
            : null;
        if (wrong is null && endpoint?.Metadata.GetMetadata<Allow>() is not null)
        {
            wrong = UnknownHeader(context.Request, endpoint) ?? await UnknownBody(context, endpoint);
        }
        await (wrong?.Result().ExecuteAsync(context) ?? next(context));
    }

    // Other endpoints, such as those of a page's files, are those of libraries.
    private static Problem? UnknownParameter(IQueryCollection query, Endpoint endpoint)
    {
        var marks = endpoint.Metadata.OfType<Marks.QueryNames>().ToArray();
        return marks.Length == 0 && endpoint.Metadata.GetMetadata<Allow>() is null
            ? null
            : Unknown(query, [.. marks.SelectMany(names => names.Names)]);
    }

    private static Problem? UnknownHeader(HttpRequest request, Endpoint endpoint)
    {
        if (HttpMethods.IsGet(request.Method)) { return null; }
        var readsKey = endpoint.Metadata.GetMetadata<Marks.BodyExample>() is { HasCommandId: true };
        if (!readsKey && request.Headers.ContainsKey(IdempotencyKey.Header))
        {
            return Problem.Of(
                Codes.FieldInvalid, IdempotencyKey.Header,
                request.Headers[IdempotencyKey.Header].ToString(), detail: NoKey);
        }
        var read = endpoint.Metadata.OfType<Marks.RequestHeader>().Select(header => header.Name);
        return Conditions.Except(read).FirstOrDefault(request.Headers.ContainsKey) is { } ignored
            ? Problem.Of(
                Codes.FieldInvalid, ignored, request.Headers[ignored].ToString(),
                detail: "is not read here: the command would not depend on it")
            : null;
    }

    private static Problem? Unknown(IQueryCollection query, string[] known)
    {
        foreach (var (name, values) in query)
        {
            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                var rule = known.Length == 0
                    ? "is no parameter here: the endpoint has none"
                    : $"is no parameter here; known are {string.Join(", ", known)}";
                return Problem.Of(
                    Codes.FieldInvalid, Formats.FormatError.Show(name), values, detail: rule);
            }
            if (values.Count > 1)
            {
                return Problem.Of(
                    Codes.FieldInvalid, name, values, detail: "must be there only once");
            }
        }
        return null;
    }

    private static async Task<Problem?> UnknownBody(HttpContext context, Endpoint endpoint)
    {
        var request = context.Request;
        if (endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is not null || request.ContentLength is 0
            || context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
        {
            return null;
        }
        var (bytes, problem) = await BodyBytes.ReadAny(context, MaxIgnored);
        if (problem is { Code: not Codes.BodyTooLarge }) { return problem; }
        // Some clients send an empty body with every POST.
        var text = bytes is null ? "..." : System.Text.Encoding.UTF8.GetString(bytes).Trim();
        return text is "" or "{}" or "null"
            ? null
            : Problem.Of(Codes.BodyMalformed, "body", text, detail: "The endpoint takes no body.");
    }
}
