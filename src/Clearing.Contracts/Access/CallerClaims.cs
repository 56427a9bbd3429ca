using System.Collections.Immutable;
using System.Security.Claims;

namespace Clearing.Contracts;

/// <summary>What a valid token says about its caller.</summary>
/// <param name="Roles">The caller's roles.</param>
/// <param name="Subject">The caller's id; for a seller, the seller's id.</param>
/// <param name="Regions">The regions the caller operates; <c>*</c> for all.</param>
public record CallerClaims(Role Roles, string Subject, ImmutableArray<string> Regions)
{
    private const string AllRegions = "*";

    /// <summary>
    /// A program on this machine while no token keys are configured; it may do everything.
    /// </summary>
    public static CallerClaims Local { get; } = new(Role.Everyone, "local", [AllRegions]);

    /// <summary>True only for <see cref="Local"/>, never for a caller with a token.</summary>
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
    /// True if the caller operates the region; for null, only if it operates all regions.
    /// </summary>
    /// <param name="region">The region's name.</param>
    public bool Operates(string? region) =>
        Regions.Contains(AllRegions) || (region is not null && Regions.Contains(region));

    /// <summary>
    /// True if the caller operates the market's region; for a malformed key, if it operates all.
    /// </summary>
    /// <param name="market">The market's key, <c>region/storageType/period</c>.</param>
    public bool OperatesMarket(string? market) =>
        Operates(MarketKey.TryParse(market, out var key) ? key.Region : null);

    /// <summary>
    /// True for auditors and for the operators of a region, who see there what sellers and operators of
    /// other regions do not.
    /// </summary>
    /// <param name="region">The region's name; null if only operators of all regions count.</param>
    public bool Oversees(string? region) =>
        Roles.HasFlag(Role.Auditor) || (Roles.HasFlag(Role.Operator) && Operates(region));

    /// <summary>
    /// True for auditors and for the operators of the market's region; for a malformed key, for
    /// operators of all regions.
    /// </summary>
    /// <param name="market">The market's key, <c>region/storageType/period</c>.</param>
    public bool OverseesMarket(string? market) =>
        Oversees(MarketKey.TryParse(market, out var key) ? key.Region : null);

    /// <summary>
    /// True for auditors and for the seller itself: the max fees of its awards stay sealed for everyone
    /// else until the market is settled, since a bid that got only a part still stands.
    /// </summary>
    /// <param name="seller">The seller's id.</param>
    public bool SeesMaxFees(string seller) =>
        Roles.HasFlag(Role.Auditor) || (Roles.HasFlag(Role.Seller) && Subject == seller);
}
