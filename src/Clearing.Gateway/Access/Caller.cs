namespace Clearing.Gateway;

/// <summary>Who calls an endpoint, by its token.</summary>
/// <param name="Claims">What the token says.</param>
/// <param name="IsLocal">True if this is a program of this machine, without a token.</param>
internal sealed record Caller(CallerClaims Claims, bool IsLocal = false)
{
    /// <summary>Everyone on this machine, where the gateway has no authentication.</summary>
    public static Caller Local { get; } = new(CallerClaims.Local, IsLocal: true);

    public Role Roles => Claims.Roles;

    public string Subject => Claims.Subject;

    public static ValueTask<Caller> BindAsync(HttpContext context) => ValueTask.FromResult(
        context.Features.Get<Caller>() ?? throw new InvalidOperationException("Nobody was let in."));

    public bool Operates(string? region) => Claims.Operates(region);

    public bool OperatesMarket(string market) => Claims.OperatesMarket(market);
}
