using System.Security.Claims;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>Who calls, by its token.</summary>
/// <param name="Roles">Its roles.</param>
/// <param name="Subject">Its id; that of the seller if it is one.</param>
/// <param name="Regions">The regions it operates; <c>*</c> for all.</param>
internal sealed record Caller(Role Roles, string Subject, ImmutableArray<string> Regions)
{
    private const string AllRegions = "*";

    /// <summary>Everyone on this machine, where the gateway has no authentication.</summary>
    public static Caller Local { get; } = new(Role.Everyone, "local", [AllRegions]);

    /// <summary>True if this is everyone, without a token.</summary>
    public bool IsLocal => ReferenceEquals(this, Local);

    public static ValueTask<Caller> BindAsync(HttpContext context) => ValueTask.FromResult(
        context.Features.Get<Caller>() ?? throw new InvalidOperationException("Nobody was let in."));

    /// <summary>The caller that a valid token names.</summary>
    public static Caller Of(ClaimsPrincipal user)
    {
        var roles = Role.None;
        foreach (var role in user.FindAll("role"))
        {
            roles |= role.Value switch
            {
                "seller" => Role.Seller,
                "operator" => Role.Operator,
                "auditor" => Role.Auditor,
                _ => Role.None,
            };
        }
        return new Caller(
            roles, user.FindFirst("sub")?.Value ?? "",
            [.. user.FindAll("region").Select(region => region.Value)]);
    }

    /// <summary>
    /// True if it operates a region; null is no region, which only a caller of all has.
    /// </summary>
    public bool Operates(string? region) =>
        Regions.Contains(AllRegions) || (region is not null && Regions.Contains(region));

    /// <summary>True if it operates the region of a market.</summary>
    public bool OperatesMarket(string market) =>
        Operates(MarketKey.TryParse(market, out var key) ? key.Region : null);

    /// <summary>
    /// True if it may see closed books of a market: an auditor always, others once it is settled,
    /// since bids that did not win stand until then.
    /// </summary>
    public bool SeesBooks(MarketStage stage) =>
        Roles.HasFlag(Role.Auditor) || stage == MarketStage.Settled;

    /// <summary>
    /// True if it may see all inspections of a market, with who looked and why. A seller sees when
    /// its own bids were looked at.
    /// </summary>
    public bool SeesInspections(string market) =>
        Roles.HasFlag(Role.Auditor) || (Roles.HasFlag(Role.Operator) && OperatesMarket(market));
}
