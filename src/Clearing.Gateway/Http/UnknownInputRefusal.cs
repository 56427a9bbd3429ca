using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace Clearing.Gateway;

/// <summary>
/// Refuses query parameters that the endpoint does not know, and bodies that it does not take.
/// </summary>
/// <remarks>
/// Ignoring an unknown parameter is dangerous: a misspelt <c>dry-run=true</c> would place bids.
/// </remarks>
/// <param name="next">The rest of the pipeline.</param>
internal sealed class UnknownInputRefusal(RequestDelegate next)
{
    private const int MaxIgnored = 64;

    public async Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        var known = endpoint?.Metadata.GetMetadata<Allow>() is null
            ? null
            : endpoint.Metadata.OfType<Marks.QueryNames>().SelectMany(names => names.Names)
                .ToArray();
        var wrong = known is null
            ? null
            : Unknown(context.Request.Query, known) ?? await UnknownBody(context, endpoint!);
        await (wrong?.Result().ExecuteAsync(context) ?? next(context));
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
