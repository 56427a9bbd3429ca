using System.Net.Http.Headers;

namespace Clearing.Gateway;

/// <summary>The bearer token of a request.</summary>
internal static class BearerToken
{
    /// <summary>The token; null if the request has none.</summary>
    public static string? Of(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
            && header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            ? header.Parameter
            : null;
}
