using System.Net;
using System.Net.Sockets;

namespace Clearing.Silo;

/// <summary>Ports that nobody listens on.</summary>
internal static class FreePort
{
    /// <summary>The port itself, or a free one for 0.</summary>
    internal static int Or(int port)
    {
        if (port != 0) { return port; }
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
