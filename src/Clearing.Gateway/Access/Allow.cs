namespace Clearing.Gateway;

/// <summary>Says who may call an endpoint. One without it is refused to everybody.</summary>
/// <param name="Roles">Who.</param>
/// <param name="InBody">True if the body names the region: the endpoint itself looks at it.</param>
internal sealed record Allow(Role Roles, bool InBody = false);

/// <summary>Marks endpoints with who may call them.</summary>
internal static class AllowMarks
{
    public static RouteHandlerBuilder For(this RouteHandlerBuilder endpoint, Role roles) =>
        endpoint.WithMetadata(new Allow(roles));

    public static RouteHandlerBuilder ForRegionInBody(
        this RouteHandlerBuilder endpoint, Role roles) =>
        endpoint.WithMetadata(new Allow(roles, InBody: true));
}
