using Microsoft.AspNetCore.ResponseCompression;

namespace Clearing.Gateway;

/// <summary>Answers are compressed for callers that ask for it: brotli, else gzip.</summary>
/// <remarks>
/// Over TLS too: the gateway has no cookies, and a secret is in one answer once and never again.
/// </remarks>
internal static class Compression
{
    public static void Configure(ResponseCompressionOptions compression)
    {
        compression.EnableForHttps = true;
        compression.MimeTypes =
            ["application/json", "application/problem+json", "text/csv", "text/html", "text/css",
                "application/javascript", "text/javascript"];
    }
}
