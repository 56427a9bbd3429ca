namespace Clearing.Processes.ManySilos.Network;

/// <summary>Where one silo lives: a network namespace and its cable to the bridge.</summary>
/// <param name="Name">The namespace.</param>
/// <param name="Cable">The end of its cable at the bridge.</param>
/// <param name="Address">Its address.</param>
internal sealed record NetworkPlace(string Name, string Cable, string Address)
{
    /// <summary>Nothing goes in or out.</summary>
    internal void Cut() => SiloNetwork.Ip($"link set {Cable} down");

    /// <summary>All goes in and out again.</summary>
    internal void Mend() => SiloNetwork.Ip($"link set {Cable} up");

    /// <summary>Nothing goes to another place; PostgreSQL and clients are still reached.</summary>
    internal void PartFrom(NetworkPlace other) =>
        SiloNetwork.Ip($"-n {Name} route add blackhole {other.Address}");

    /// <summary>Undoes <see cref="PartFrom"/>.</summary>
    internal void Rejoin(NetworkPlace other) =>
        SiloNetwork.Ip($"-n {Name} route del blackhole {other.Address}");
}
