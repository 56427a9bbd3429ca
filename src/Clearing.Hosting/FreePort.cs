using System.Net;
using System.Net.Sockets;

namespace Clearing.Hosting;

/// <summary>Ports that nobody listens on.</summary>
internal static class FreePort
{
    /// <summary>The ports of a silo as set, with free ones, never the same, in place of zeros.</summary>
    internal static (int Silo, int Gateway) For(int silo, int gateway)
    {
        using var one = Listening();
        using var other = Listening();
        return (silo == 0 ? PortOf(one) : silo, gateway == 0 ? PortOf(other) : gateway);
    }

    private static TcpListener Listening()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
