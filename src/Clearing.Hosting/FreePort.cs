using System.Net;
using System.Net.Sockets;

namespace Clearing.Hosting;

/// <summary>Finds ports on which no program listens.</summary>
internal static class FreePort
{
    /// <summary>The configured ports of a silo, with distinct free ones for zeros.</summary>
    /// <exception cref="WrongSettingException">
    /// Another program listens on a configured port.
    /// </exception>
    internal static (int Silo, int Gateway) For(ClusterSettings cluster)
    {
        var address = cluster.Address is { } set ? IPAddress.Parse(set)
            : cluster.Clustering == Clustering.Localhost ? IPAddress.Loopback
            : IPAddress.Any;
        using var silo = Listening(nameof(cluster.SiloPort), address, cluster.SiloPort);
        using var gateway =
            Listening(nameof(cluster.GatewayPort), address, cluster.GatewayPort ?? 0);
        return (PortOf(silo), PortOf(gateway));
    }

    private static TcpListener Listening(string setting, IPAddress address, int port)
    {
        var listener = new TcpListener(address, port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException failed)
        {
            throw new WrongSettingException(
                $"{ClusterSettings.Section}:{setting} is {port}; it cannot be listened on: "
                + $"{failed.Message}.", failed);
        }
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
