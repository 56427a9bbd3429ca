using Clearing.Market.Erasing;

namespace Clearing.Gateway;

/// <summary>Says who may call an endpoint. An endpoint without it refuses every caller.</summary>
/// <param name="Roles">The roles that may call.</param>
/// <param name="InBody">True if the body names the region, which the endpoint checks.</param>
internal sealed record Allow(Role Roles, bool InBody = false)
{
    /// <summary>
    /// True if an identified caller may call. Console pages apply the same rule to their readers.
    /// Nobody acts for a seller that was erased: silos that only this process reaches leave this to
    /// the gateway.
    /// </summary>
    /// <param name="caller">The caller, who has a valid token or is on this machine.</param>
    /// <param name="seller">The seller that the call concerns; null for none.</param>
    /// <param name="region">The region that the call concerns; null for none.</param>
    public bool Admits(Caller caller, string? seller, string? region)
    {
        if (SurrogateRule.IsErased(seller)) { return false; }
        if (caller.IsLocal) { return true; }
        var roles = Roles & caller.Roles;
        if (roles.HasFlag(Role.Seller) && (seller is null || seller == caller.Subject))
        {
            return true;
        }
        if (roles.HasFlag(Role.Auditor)) { return true; }
        return roles.HasFlag(Role.Operator)
            && (InBody || (Roles == Role.Everyone && seller is null) || caller.Operates(region));
    }
}

/// <summary>Declares on endpoints who may call them.</summary>
internal static class AllowMarks
{
    public static RouteHandlerBuilder For(this RouteHandlerBuilder endpoint, Role roles) =>
        endpoint.WithMetadata(new Allow(roles));

    public static RouteHandlerBuilder ForRegionInBody(
        this RouteHandlerBuilder endpoint, Role roles) =>
        endpoint.WithMetadata(new Allow(roles, InBody: true));
}
