namespace Clearing.Connect;

/// <summary>What a certificate of the cluster is for.</summary>
[Flags]
public enum PeerRole
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A silo: it holds grains and the keys of the journal.</summary>
    Silo = 1,

    /// <summary>A gateway: a client of the silos, which checks callers again.</summary>
    Gateway = 2,
}
