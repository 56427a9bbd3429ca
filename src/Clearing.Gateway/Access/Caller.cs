using System.Security.Claims;

namespace Clearing.Gateway;

/// <summary>The caller of an endpoint, identified by its token.</summary>
/// <param name="Claims">The claims of the token.</param>
/// <param name="IsLocal">True for a program on this machine that needs no token.</param>
internal sealed record Caller(CallerClaims Claims, bool IsLocal = false)
{
    /// <summary>Any program on this machine, if the gateway has no authentication.</summary>
    public static Caller Local { get; } = new(CallerClaims.Local, IsLocal: true);

    /// <summary>The caller that a valid token names.</summary>
    public static Caller Of(ClaimsPrincipal user) => new(
        CallerClaims.Of(user.Identity as ClaimsIdentity ?? new ClaimsIdentity()));

    public Role Roles => Claims.Roles;

    public string Subject => Claims.Subject;

    public ImmutableArray<string> Regions => Claims.Regions;

    public static ValueTask<Caller> BindAsync(HttpContext context) => ValueTask.FromResult(
        context.Features.Get<Caller>() ?? throw new InvalidOperationException("Nobody was let in."));

    public bool Operates(string? region) => Claims.Operates(region);

    public bool OperatesMarket(string market) => Claims.OperatesMarket(market);

    public bool Oversees(string region) => Claims.Oversees(region);

    public bool OverseesMarket(string market) => Claims.OverseesMarket(market);

    public bool SeesMaxFees(string seller) => Claims.SeesMaxFees(seller);

    /// <summary>
    /// True if the caller may see a market's closed books: an auditor always, others only once it
    /// is settled, because losing bids stay open until then.
    /// </summary>
    public bool SeesBooks(MarketStage stage) =>
        Roles.HasFlag(Role.Auditor) || stage == MarketStage.Settled;
}
