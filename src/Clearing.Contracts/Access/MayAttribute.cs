namespace Clearing.Contracts;

/// <summary>
/// Says who may call a grain's method from outside the silos. Only silos can call a method that
/// lacks this attribute.
/// </summary>
/// <param name="roles">The roles that may call.</param>
/// <param name="scope">What the caller's seller or region is compared with.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MayAttribute(Role roles, Scope scope) : Attribute
{
    /// <summary>The roles that may call.</summary>
    public Role Roles { get; } = roles;

    /// <summary>What the caller's seller or region is compared with.</summary>
    public Scope Scope { get; } = scope;

    /// <summary>
    /// Roles that may also call once the market is settled. Default: none.
    /// </summary>
    public Role OnceSettled { get; set; }
}
