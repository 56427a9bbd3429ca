using Microsoft.AspNetCore.ResponseCompression;

namespace Clearing.Gateway;

/// <summary>Compresses answers on request, with brotli or else gzip.</summary>
/// <remarks>
/// This is safe over TLS too, because the gateway has no cookies and shows a secret only once.
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
