using System.Net;
using System.Net.Sockets;

namespace Clearing.Gateway;

/// <summary>Distinguishes public internet addresses from all others.</summary>
/// <remarks>
/// It follows IANA's special-purpose registries (RFC 6890) and treats transition prefixes as not
/// public.
/// </remarks>
internal static class PublicAddress
{
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
            "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>True for an address that anyone on the internet could reach.</summary>
    public static bool Is(IPAddress address)
    {
        var real = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return (real.AddressFamily == AddressFamily.InterNetwork || Global6.Contains(real))
            && !Special.Any(network => network.Contains(real));
    }
}
