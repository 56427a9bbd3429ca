using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;

namespace Clearing.Gateway.Tests;

/// <summary>Walks the endpoints of a server.</summary>
internal static partial class Walk
{
    /// <summary>The method and pattern: <c>GET /v1/markets</c>.</summary>
    internal static string Name(RouteEndpoint endpoint) =>
        $"{Method(endpoint)} {endpoint.RoutePattern.RawText}";

    internal static string Method(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? "GET";

    /// <summary>A path of the endpoint: seller acme, region east, round 1.</summary>
    internal static string Path(RouteEndpoint endpoint)
    {
        var path = Parameter().Replace(endpoint.RoutePattern.RawText!, match => match.Groups[1].Value switch
        {
            "seller" => "acme",
            "region" => "east",
            "round" => "1",
            "code" => "NOT_FOUND",
            _ => "any",
        });
        return path.StartsWith("/v1/sellers", StringComparison.Ordinal) ? path + "?market=east/any/any" : path;
    }

    [GeneratedRegex("{([a-z_]+)(:[a-z]+)?}")]
    private static partial Regex Parameter();
}
