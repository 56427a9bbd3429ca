using System.Net.Sockets;
using System.Text;

namespace Clearing.Gateway.Tests;

/// <summary>Sends raw bytes to a server and reads the answer.</summary>
internal static class RawConnection
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Sends and reads until the server closes.</summary>
    /// <returns>Empty if it closed without an answer, or broke the connection.</returns>
    internal static async Task<string> Send(Uri server, byte[] bytes)
    {
        using var late = new CancellationTokenSource(Patience);
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.Port, late.Token);
        await using var stream = client.GetStream();
        var said = new MemoryStream();
        try
        {
            var sending = stream.WriteAsync(bytes, late.Token).AsTask();
            await stream.CopyToAsync(said, late.Token);
            await sending;
        }
        catch (IOException)
        {
            // A broken connection is an answer too, with the text that arrived before.
        }
        return Encoding.Latin1.GetString(said.ToArray());
    }

    /// <summary>Sends a text; its headers <c>Host: localhost</c> get the server's port.</summary>
    internal static Task<string> Send(Uri server, string text) =>
        Send(server, Encoding.Latin1.GetBytes(text.Replace(
            "Host: localhost\r\n", $"Host: localhost:{server.Port}\r\n")));

    /// <summary>Sends a bid with any body; the server closes after its answer.</summary>
    internal static Task<string> Post(Uri server, byte[] body)
    {
        var head =
            $"POST /v1/sellers/acme/bids HTTP/1.1\r\nHost: localhost:{server.Port}\r\nConnection: close\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n";
        return Send(server, [.. Encoding.ASCII.GetBytes(head), .. body]);
    }
}
