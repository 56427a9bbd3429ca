namespace Clearing.Contracts;

/// <summary>
/// Says who may call a method of a grain from outside the silos. A method without it is refused to
/// every caller but silos.
/// </summary>
/// <param name="roles">Who.</param>
/// <param name="scope">What its seller or region is compared with.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MayAttribute(Role roles, Scope scope) : Attribute
{
    /// <summary>Who may call.</summary>
    public Role Roles { get; } = roles;

    /// <summary>What the caller's seller or region is compared with.</summary>
    public Scope Scope { get; } = scope;

    /// <summary>
    /// Who may call once the market is settled, in addition to those who may before. Default:
    /// nobody else.
    /// </summary>
    public Role OnceSettled { get; set; }
}
