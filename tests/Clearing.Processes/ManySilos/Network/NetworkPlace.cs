namespace Clearing.Processes.ManySilos.Network;

/// <summary>The place of one silo: a network namespace and its cable to the bridge.</summary>
/// <param name="Name">The namespace.</param>
/// <param name="Cable">The end of its cable at the bridge.</param>
/// <param name="Address">Its address.</param>
internal sealed record NetworkPlace(string Name, string Cable, string Address)
{
    /// <summary>Cuts the cable, so that nothing goes in or out.</summary>
    internal void Cut() => SiloNetwork.Ip($"link set {Cable} down");

    /// <summary>Undoes <see cref="Cut"/>.</summary>
    internal void Mend() => SiloNetwork.Ip($"link set {Cable} up");

    /// <summary>Cuts it off from another silo, but not from PostgreSQL and clients.</summary>
    internal void PartFrom(NetworkPlace other) =>
        SiloNetwork.Ip($"-n {Name} route add blackhole {other.Address}");

    /// <summary>Undoes <see cref="PartFrom"/>.</summary>
    internal void Rejoin(NetworkPlace other) =>
        SiloNetwork.Ip($"-n {Name} route del blackhole {other.Address}");
}
