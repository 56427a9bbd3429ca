namespace Clearing.Pages.Access;

/// <summary>Asks the endpoints of the API who may see or do what.</summary>
/// <param name="endpoints">All endpoints of this server.</param>
internal sealed class Permits(EndpointDataSource endpoints)
{
    private readonly Lazy<Dictionary<Permit, Allow>> _rights = new(() => Read(endpoints));

    /// <summary>True if a known caller has the right.</summary>
    /// <param name="permit">What.</param>
    /// <param name="caller">Who.</param>
    /// <param name="seller">The seller that it is about; null if it is about none.</param>
    /// <param name="market">The market that it is about; null if it is about none.</param>
    public bool Allow(Permit permit, Caller caller, string? seller, string? market) =>
        _rights.Value[permit].Admits(
            caller, seller, MarketKey.TryParse(market, out var key) ? key.Region : null);

    private static Dictionary<Permit, Allow> Read(EndpointDataSource endpoints)
    {
        var known = endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<Allow>() is not null)
            .SelectMany(
                endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
                .Select(method => (Name: NameOf(method, endpoint.RoutePattern.RawText!), Endpoint: endpoint)))
            .ToDictionary(one => one.Name, one => one.Endpoint.Metadata.GetMetadata<Allow>()!);
        return Permit.All().ToDictionary(
            permit => permit,
            permit => known.GetValueOrDefault(NameOf(permit.Method, "/v1" + permit.Path))
                ?? throw new InvalidOperationException(
                    $"The API has no endpoint {permit.Method} {permit.Path}."));
    }

    private static string NameOf(string method, string path) =>
        $"{method} /{path.Trim('/').Replace("//", "/", StringComparison.Ordinal)}";
}
