using System.Net;
using System.Net.Sockets;
using Clock = System.Diagnostics.Stopwatch;

namespace Clearing.Adversaries;

/// <summary>
/// Bids over a socket, on the same machine, and tells from the times of the answers whether rivals
/// have one bid in the book or a thousand.
/// </summary>
/// <remarks>
/// There is nothing between the socket and the market, so that this adversary sees more than one
/// that calls a server. It takes calls of both markets in turn, learns the best threshold from
/// one half of them, and guesses the other half. A guess at random is right half the time, with a
/// standard deviation of 2 %; more than 60 % is knowledge.
/// </remarks>
public sealed class Stopwatch : IAdversary
{
    private const int WarmUp = 500;
    private const int Calls = 1_000;
    private const int Bound = 60;

    /// <inheritdoc/>
    public string? Attack() => Learn((stage, call) => Place(stage, call));

    /// <inheritdoc/>
    public string? AttackUnprotected() => Learn((stage, call) =>
    {
        Place(stage, call);
        // A server that commits to the open book at every bid, and so does more for more bids.
        stage.Market.Close(1, RoundNonce.OfReplay(Stage.Key, 1));
    });

    private static void Place(Stage stage, int call) => stage.Bid(Stage.Attacker, 1 + (call % 7), 1);

    private static string? Learn(Action<Stage, int> serve)
    {
        var markets = new[] { Live(rivals: 1), Live(rivals: 1_000) };
        using var line = new Line(of => serve(markets[of & 1], of >> 1));
        var times = new List<(int Market, long Time)>();
        var order = 12_345u;
        for (var call = 0; call < WarmUp + Calls; call++)
        {
            // Both markets get one call of each pair, in an order of its own.
            order = unchecked((order * 1_664_525u) + 1_013_904_223u);
            for (var place = 0; place < 2; place++)
            {
                var market = place ^ (int)(order >> 31);
                var began = Clock.GetTimestamp();
                line.Call((call << 1) | market);
                if (call >= WarmUp) { times.Add((market, Clock.GetTimestamp() - began)); }
            }
        }
        var right = Guess([.. times.Take(Calls)], [.. times.Skip(Calls)]);
        return right > Bound ? $"which book has a thousand bids, {right} % of the time" : null;
    }

    private static Stage Live(int rivals)
    {
        var stage = new Stage();
        for (var i = 0; i < rivals; i++) { stage.Bid($"rival-{i % 50}", 2 + (i % 9), 1); }
        return stage;
    }

    // The percentage of right guesses by the threshold that was best before, in either direction.
    private static long Guess((int Market, long Time)[] known, (int Market, long Time)[] asked)
    {
        long[] sorted = [.. known.Select(one => one.Time).Order()];
        var best = Enumerable.Range(1, 99)
            .Select(percent => sorted[sorted.Length * percent / 100])
            .SelectMany(threshold => new[] { (threshold, Slow: 1), (threshold, Slow: 0) })
            .MaxBy(rule => Right(known, rule));
        return 100L * Right(asked, best) / asked.Length;
    }

    private static int Right((int Market, long Time)[] calls, (long Threshold, int Slow) rule) =>
        calls.Count(one => (one.Time > rule.Threshold ? rule.Slow : 1 - rule.Slow) == one.Market);

    /// <summary>A connection over loopback to a thread that serves one call after the other.</summary>
    private sealed class Line : IDisposable
    {
        private readonly Socket _client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        private readonly Thread _server;
        private readonly byte[] _text = new byte[sizeof(int)];

        public Line(Action<int> serve)
        {
            using var listener = new Socket(
                AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen();
            _client.NoDelay = true;
            _client.Connect(listener.LocalEndPoint!);
            var accepted = listener.Accept();
            accepted.NoDelay = true;
            _server = new Thread(() => Serve(accepted, serve)) { IsBackground = true };
            _server.Start();
        }

        public void Call(int what)
        {
            BitConverter.TryWriteBytes(_text, what);
            _client.Send(_text);
            Read(_client, _text);
        }

        public void Dispose()
        {
            _client.Dispose();
            _server.Join();
        }

        private static void Serve(Socket socket, Action<int> serve)
        {
            using var _ = socket;
            var text = new byte[sizeof(int)];
            while (Read(socket, text))
            {
                serve(BitConverter.ToInt32(text));
                socket.Send(text);
            }
        }

        private static bool Read(Socket socket, byte[] into)
        {
            for (var got = 0; got < into.Length;)
            {
                var more = socket.Receive(into, got, into.Length - got, SocketFlags.None);
                if (more == 0) { return false; }
                got += more;
            }
            return true;
        }
    }
}
