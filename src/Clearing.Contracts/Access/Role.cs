namespace Clearing.Contracts;

/// <summary>Roles that may call an endpoint or a grain's method; they can be combined.</summary>
[Flags]
public enum Role
{
    /// <summary>Nobody.</summary>
    None = 0,

    /// <summary>A seller, only for itself.</summary>
    Seller = 1,

    /// <summary>An operator, only in its regions.</summary>
    Operator = 2,

    /// <summary>An auditor, who only reads.</summary>
    Auditor = 4,

    /// <summary>Everyone with a valid token.</summary>
    Everyone = Seller | Operator | Auditor,

    /// <summary>No token is needed.</summary>
    Anonymous = 8,
}
