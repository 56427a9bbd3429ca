namespace Clearing.Gateway;

/// <summary>Entity tags, which avoid sending an answer that the caller already has.</summary>
internal static class Tags
{
    private const string Forever = "private, max-age=31536000, immutable";
    private const string AskEachTime = "private, no-cache";

    /// <summary>An unchanging answer, or 304 for a caller that has it.</summary>
    /// <param name="context">The call.</param>
    /// <param name="name">The answer's unique name on this server.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="forEveryone">
    /// True if every permitted caller may keep the answer for ever; otherwise it is revalidated each time.
    /// </param>
    public static IResult Unchanging(
        HttpContext context, string name, IResult answer, bool forEveryone = true)
    {
        // Each form of an answer needs its own tag.
        var tag = IntegerStrings.Wanted ? $"\"{name}-strings\"" : $"\"{name}\"";
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = forEveryone ? Forever : AskEachTime;
        return NamesWeakly(context.Request.Headers.IfNoneMatch, tag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : answer;
    }

    /// <summary>True if a header names the tag, weak or strong, as for If-None-Match.</summary>
    public static bool NamesWeakly(IEnumerable<string?> header, string? tag) =>
        Named(header).Any(
            value => tag is not null && (value == "*" || value == tag || value == "W/" + tag));

    /// <summary>
    /// True if a header names the tag as a strong one, as for If-Match.
    /// </summary>
    public static bool NamesStrongly(IEnumerable<string?> header, string? tag) =>
        Named(header).Any(value => tag is not null && (value == "*" || value == tag));

    private static IEnumerable<string> Named(IEnumerable<string?> header) =>
        header.SelectMany(value => (value ?? "").Split(',')).Select(value => value.Trim());
}
