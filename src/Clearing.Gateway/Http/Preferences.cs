namespace Clearing.Gateway;

/// <summary>Reads the header <c>Prefer</c> (RFC 7240), of which it knows <c>int64</c>.</summary>
/// <remarks>
/// As the RFC demands, unknown preferences are ignored, and <c>Preference-Applied</c> lists the
/// applied one. An unknown value of <c>int64</c> is refused, because amounts would be rounded. A
/// browser's <c>EventSource</c> sends no headers, so feeds also take the preference as a parameter.
/// </remarks>
/// <param name="next">The rest of the pipeline.</param>
internal sealed class Preferences(RequestDelegate next)
{
    /// <summary>The preference's name.</summary>
    public const string Int64 = "int64";

    private const string Header = "Prefer";

    public Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/v1")) { return next(context); }
        context.Response.Headers.Append("Vary", Header);
        var (source, wish) = Int64In(context.Request);
        if (wish is not (null or "string" or "number"))
        {
            return Problem.Of(
                Codes.FieldInvalid, source, wish, detail: "int64 must be string or number")
                .Result().ExecuteAsync(context);
        }
        IntegerStrings.Wanted = wish == "string";
        if (IntegerStrings.Wanted)
        {
            context.Response.Headers["Preference-Applied"] = IntegerStrings.Preference;
        }
        return next(context);
    }

    // If there are several, the first one counts, as the RFC says.
    private static (string Source, string? Wish) Int64In(HttpRequest request)
    {
        foreach (var preference in request.Headers[Header].SelectMany(value => (value ?? "").Split(',')))
        {
            var parts = preference.Split(';')[0].Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts[0].Equals(Int64, StringComparison.OrdinalIgnoreCase))
            {
                return (Header, parts.ElementAtOrDefault(1)?.Trim('"') ?? "");
            }
        }
        return (Int64, request.Query[Int64].FirstOrDefault());
    }
}
