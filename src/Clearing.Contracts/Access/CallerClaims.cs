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
    /// A program on this machine when no keys are configured; it may do everything.
    /// </summary>
    public static CallerClaims Local { get; } = new(Role.Everyone, "local", [AllRegions]);

    /// <summary>True for <see cref="Local"/>, and for no caller that a token names.</summary>
    internal bool IsLocal => ReferenceEquals(this, Local);

    /// <summary>
    /// The caller that a valid token names. Unknown roles are ignored.
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
    /// True if it operates a region; for null, true only for an operator of all regions.
    /// </summary>
    /// <param name="region">The region's name.</param>
    public bool Operates(string? region) =>
        Regions.Contains(AllRegions) || (region is not null && Regions.Contains(region));

    /// <summary>
    /// True if it operates the region of a market; false if the text is not a market's key.
    /// </summary>
    /// <param name="market">The market's key, <c>region/storageType/period</c>.</param>
    public bool OperatesMarket(string? market) =>
        Operates(MarketKey.TryParse(market, out var key) ? key.Region : null);
}
