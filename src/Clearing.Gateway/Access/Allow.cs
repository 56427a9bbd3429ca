using Clearing.Market.Erasing;

namespace Clearing.Gateway;

/// <summary>Says who may call an endpoint. An endpoint without it refuses every caller.</summary>
/// <param name="Roles">The roles that may call.</param>
/// <param name="InBody">True if the body names the region, which the endpoint checks.</param>
internal sealed record Allow(Role Roles, bool InBody = false)
{
    /// <summary>Why an operator is refused where a call concerns a region.</summary>
    public const string OtherRegion = "The operator's token does not have the region of this call.";

    private const string NotAllRegions =
        "This call names no region, and the operator's token does not have all of them (*).";

    private const string OtherSeller = "A seller's token is good for that seller alone.";

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

    /// <summary>
    /// What the token of a caller lacks that is not admitted; null if that is not told. It says
    /// only what the caller can see in its token and in the description of the endpoint.
    /// </summary>
    /// <param name="caller">The caller.</param>
    /// <param name="seller">The seller that the call concerns; null for none.</param>
    /// <param name="region">The region that the call concerns; null for none.</param>
    public string? LackOf(Caller caller, string? seller, string? region)
    {
        if (SurrogateRule.IsErased(seller)) { return null; }
        var roles = Roles & caller.Roles;
        return roles.HasFlag(Role.Operator)
            ? region is null ? NotAllRegions : OtherRegion
            : roles.HasFlag(Role.Seller) ? OtherSeller
            : $"The token has no role that may do this: {Named(Roles)}.";
    }

    private static string Named(Role roles) => string.Join(
        ", ", new[] { Role.Seller, Role.Operator, Role.Auditor }
            .Where(role => roles.HasFlag(role)).Select(role => role.ToString().ToLowerInvariant()));
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
