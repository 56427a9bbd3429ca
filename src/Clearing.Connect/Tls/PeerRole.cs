namespace Clearing.Connect;

/// <summary>The role of a process in the cluster, as its certificate names it.</summary>
[Flags]
public enum PeerRole
{
    /// <summary>No role.</summary>
    None = 0,

    /// <summary>A silo, which runs grains and holds the keys of the journal.</summary>
    Silo = 1,

    /// <summary>A gateway, which is a client; silos check its callers again.</summary>
    Gateway = 2,
}
