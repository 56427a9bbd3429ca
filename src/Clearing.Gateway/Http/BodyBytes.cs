using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http.Features;

namespace Clearing.Gateway;

/// <summary>Reads the bytes of a body, up to its limit.</summary>
internal static class BodyBytes
{
    public const string JsonExpected = "It must be application/json in UTF-8, not compressed.";
    public const string CsvExpected =
        "An import is CSV: text/csv, or application/vnd.ms-excel as some spreadsheets name it. A "
        + "workbook (.xlsx) must be saved as CSV first.";

    // Windows labels CSV files as spreadsheets, and some programs send no specific type.
    private static readonly string[] CsvTypes =
    [
        "text/csv", "application/vnd.ms-excel", "application/csv", "text/plain",
        "text/tab-separated-values", "text/comma-separated-values", "application/octet-stream",
    ];

    /// <summary>The content types that an import may have besides <c>text/csv</c>.</summary>
    public static string[] OtherCsvTypes => CsvTypes[1..];

    /// <summary>Reads the body of an import.</summary>
    public static async Task<(byte[]? Bytes, Problem? Problem)> ReadCsv(
        HttpContext context, int most) =>
        MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            && CsvTypes.Contains(type.MediaType, StringComparer.OrdinalIgnoreCase)
            ? await ReadAny(context, most)
            : (null, Problem.Of(
                Codes.ContentTypeUnsupported, "Content-Type", context.Request.ContentType,
                detail: CsvExpected));

    public static async Task<(byte[]? Bytes, Problem? Problem)> Read(HttpContext context, int most)
    {
        var request = context.Request;
        if (request.ContentLength > most) { return (null, TooLarge(most)); }
        var body = context.Features.Get<IHttpRequestBodyDetectionFeature>();
        if (request.ContentLength is 0 || body is { CanHaveBody: false }) { return ([], null); }
        if (EncodingOf(request) is { } encoding)
        {
            return (null, Problem.Of(
                Codes.ContentTypeUnsupported, "Content-Encoding", encoding,
                detail: "The body must be sent as it is, without an encoding."));
        }
        if (!IsJson(request))
        {
            return (null, Problem.Of(
                Codes.ContentTypeUnsupported, "Content-Type", request.ContentType,
                detail: JsonExpected));
        }
        return await ReadAny(context, most);
    }

    /// <summary>Reads a body of any content type, up to its limit.</summary>
    public static async Task<(byte[]? Bytes, Problem? Problem)> ReadAny(
        HttpContext context, int most)
    {
        var request = context.Request;
        if (request.ContentLength > most) { return (null, TooLarge(most)); }
        using var kept = new MemoryStream((int)(request.ContentLength ?? 256));
        var buffer = new byte[Math.Min(most, 16 * 1024)];
        try
        {
            while (await request.Body.ReadAsync(buffer, context.RequestAborted) is > 0 and var read)
            {
                if (kept.Length + read > most) { return (null, TooLarge(most)); }
                kept.Write(buffer, 0, read);
            }
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            return (null, Problem.Of(Codes.BodyMalformed, detail: "The body breaks off."));
        }
        return (kept.ToArray(), null);
    }

    // A body that the server itself refuses carries its own status.
    private static bool IsBroken(Exception failure) =>
        failure is IOException and not BadHttpRequestException or OverflowException;

    private static Problem TooLarge(int most) => Problem.Of(Codes.BodyTooLarge, limit: most);

    // "identity" says that there is none.
    private static string? EncodingOf(HttpRequest request) =>
        request.Headers.ContentEncoding.ToString() is { Length: > 0 } encoding
        && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)
            ? encoding
            : null;

    private static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && string.Equals(type.MediaType, "application/json", StringComparison.OrdinalIgnoreCase)
        && (type.CharSet is null
            || string.Equals(type.CharSet.Trim('"'), "utf-8", StringComparison.OrdinalIgnoreCase));
}
