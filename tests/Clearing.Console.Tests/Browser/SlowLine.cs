using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Clearing.Pages.Tests.Browser;

/// <summary>A line to a server on which every byte takes a fixed time, in both directions.</summary>
internal sealed class SlowLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly Uri _server;
    private readonly TimeSpan _takes;
    private readonly Task _accepting;

    /// <param name="url">The server.</param>
    /// <param name="takes">How long a byte takes, one way.</param>
    public SlowLine(string url, TimeSpan takes)
    {
        (_server, _takes) = (new Uri(url), takes);
        _listener.Start();
        _accepting = Accept();
    }

    /// <summary>Where the server is at the other end of the line.</summary>
    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Stop();
        await _accepting;
        _over.Dispose();
    }

    private async Task Accept()
    {
        List<Task> calls = [];
        try
        {
            while (true) { calls.Add(Carry(await _listener.AcceptTcpClientAsync(_over.Token))); }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(calls);
        }
    }

    private async Task Carry(TcpClient near)
    {
        using var far = new TcpClient();
        using (near)
        {
            try
            {
                (near.NoDelay, far.NoDelay) = (true, true);
                await far.ConnectAsync(_server.Host, _server.Port, _over.Token);
                await Task.WhenAny(
                    Pass(near.GetStream(), far.GetStream()), Pass(far.GetStream(), near.GetStream()));
            }
            catch (Exception ended) when (ended is OperationCanceledException or SocketException or IOException)
            {
                // The test is over, or the server is.
            }
        }
    }

    private async Task Pass(NetworkStream from, NetworkStream to)
    {
        var way = Channel.CreateUnbounded<(byte[] Bytes, long Sent)>();
        var giving = Give(way.Reader, to);
        try
        {
            var buffer = new byte[64 * 1024];
            while (await from.ReadAsync(buffer, _over.Token) is > 0 and var count)
            {
                way.Writer.TryWrite((buffer[..count], Stopwatch.GetTimestamp()));
            }
        }
        finally
        {
            // What is under way still arrives.
            way.Writer.Complete();
            await giving;
        }
    }

    private async Task Give(ChannelReader<(byte[] Bytes, long Sent)> way, NetworkStream to)
    {
        await foreach (var (bytes, sent) in way.ReadAllAsync(_over.Token))
        {
            var left = _takes - Stopwatch.GetElapsedTime(sent);
            if (left > TimeSpan.Zero) { await Task.Delay(left, _over.Token); }
            await to.WriteAsync(bytes, _over.Token);
        }
    }
}
