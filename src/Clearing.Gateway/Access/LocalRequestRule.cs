using System.Net;
using Microsoft.Extensions.Primitives;

namespace Clearing.Gateway;

/// <summary>
/// Decides whether a request comes directly from a program on this machine, and not from another
/// host, through a proxy, or from another site's page in a browser.
/// </summary>
/// <remarks>
/// A proxy that rewrites <c>Host</c> and adds no header cannot be distinguished from a local
/// program. In Production a server therefore starts without keys only if --no-auth is given.
/// </remarks>
internal static class LocalRequestRule
{
    private static readonly string[] ProxyHeaders =
        ["Forwarded", "Via", "X-Real-IP", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP"];

    private static readonly string[] ProxyPrefixes = ["X-Forwarded", "X-Original"];

    /// <summary>
    /// Why a request is refused; null if it is served. The problem names the offending header,
    /// never its value.
    /// </summary>
    public static Problem? Refusal(HttpContext context)
    {
        var request = context.Request;
        if (!IsLoopback(context.Connection.RemoteIpAddress)
            || !IsLoopback(context.Connection.LocalIpAddress))
        {
            return Problem.Of(Codes.LoopbackOnly);
        }
        if (SignOfProxy(request) is { } sign)
        {
            return Problem.Of(Codes.BehindProxy, detail:
                $"This server has no keys, and the request came through a proxy ({sign}). "
                + "Configure Gateway:Auth.");
        }
        if (!HasOwnHost(request, context.Connection.LocalPort))
        {
            return Problem.Of(
                Codes.ForeignHost, detail: "Without keys only localhost is served (Host).");
        }
        return ForeignSite(request) is { } header
            ? Problem.Of(Codes.ForeignSite, detail:
                $"A page of another site may not call a server without keys ({header}).")
            : null;
    }

    private static bool IsLoopback(IPAddress? address) =>
        address is not null && IPAddress.IsLoopback(
            address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    private static string? SignOfProxy(HttpRequest request) =>
        HttpProtocol.IsHttp10(request.Protocol) || HttpProtocol.IsHttp09(request.Protocol)
            ? request.Protocol
            : request.Headers.Keys.FirstOrDefault(IsOfProxies);

    private static bool IsOfProxies(string name) =>
        ProxyHeaders.Contains(name, StringComparer.OrdinalIgnoreCase)
        || ProxyPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static bool HasOwnHost(HttpRequest request, int ownPort)
    {
        if (request.Host is not { HasValue: true } host) { return false; }
        var port = host.Port ?? (request.IsHttps ? 443 : 80);
        return host.Host.ToLowerInvariant() is "localhost" or "127.0.0.1" or "[::1]" or "::1"
            && port == ownPort;
    }

    private static string? ForeignSite(HttpRequest request)
    {
        if (!IsOwnOrigin(request)) { return "Origin"; }
        return IsOwnSite(request) ? null : "Sec-Fetch-Site";
    }

    private static bool IsOwnOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        return StringValues.IsNullOrEmpty(origin) || string.Equals(
            origin, $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsOwnSite(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"];
        return StringValues.IsNullOrEmpty(site) || site == "same-origin"
            || (site == "none" && HttpMethods.IsGet(request.Method));
    }
}
