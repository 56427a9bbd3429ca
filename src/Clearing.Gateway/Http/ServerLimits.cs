using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Clearing.Gateway;

/// <summary>Limits what one connection can cost the server.</summary>
internal static class ServerLimits
{
    private const long MaxAnyBodyBytes = 64L * 1024 * 1024;

    // The bytes that a connection may send ahead of its endpoint; each connection can occupy as
    // much memory.
    private const int Ahead = 64 * 1024;

    public static void Configure(SocketTransportOptions sockets) =>
        sockets.MaxReadBufferSize = Ahead;

    public static void Configure(KestrelServerOptions server)
    {
        server.AddServerHeader = false;
        var limits = server.Limits;
        // Endpoints set tighter limits; this one applies to bodies that no endpoint reads.
        limits.MaxRequestBodySize = MaxAnyBodyBytes;
        limits.MaxRequestBufferSize = Ahead;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MaxRequestHeaderCount = 64;
        limits.MaxRequestLineSize = 4 * 1024;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        limits.MinRequestBodyDataRate = new MinDataRate(240, TimeSpan.FromSeconds(5));
        limits.Http2.MaxStreamsPerConnection = 100;
    }
}
