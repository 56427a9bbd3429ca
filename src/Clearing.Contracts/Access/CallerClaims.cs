using System.Collections.Immutable;
using System.Security.Claims;

namespace Clearing.Contracts;

/// <summary>What a valid token says about its caller.</summary>
/// <param name="Roles">Its roles.</param>
/// <param name="Subject">Its id; that of the seller if it is one.</param>
/// <param name="Regions">The regions it operates; <c>*</c> for all.</param>
public record CallerClaims(Role Roles, string Subject, ImmutableArray<string> Regions)
{
    private const string AllRegions = "*";

    /// <summary>
    /// A program of this machine, where no keys are configured: it may do everything.
    /// </summary>
    public static CallerClaims Local { get; } = new(Role.Everyone, "local", [AllRegions]);

    /// <summary>
    /// The caller that a valid token names. Roles that are not known count for nothing.
    /// </summary>
    /// <param name="claims">The token's claims: <c>sub</c>, <c>role</c>, <c>region</c>.</param>
    public static CallerClaims Of(ClaimsIdentity claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        var roles = Role.None;
        foreach (var role in claims.FindAll("role"))
        {
            roles |= role.Value switch
            {
                "seller" => Role.Seller,
                "operator" => Role.Operator,
                "auditor" => Role.Auditor,
                _ => Role.None,
            };
        }
        return new CallerClaims(
            roles, claims.FindFirst("sub")?.Value ?? "",
            [.. claims.FindAll("region").Select(region => region.Value)]);
    }

    /// <summary>
    /// True if it operates a region; null is no region, which only an operator of all has.
    /// </summary>
    /// <param name="region">The region's name.</param>
    public bool Operates(string? region) =>
        Regions.Contains(AllRegions) || (region is not null && Regions.Contains(region));

    /// <summary>
    /// True if it operates the region of a market; false if that is no market's key.
    /// </summary>
    /// <param name="market">The market's key, <c>region/storageType/period</c>.</param>
    public bool OperatesMarket(string? market) =>
        Operates(MarketKey.TryParse(market, out var key) ? key.Region : null);
}
