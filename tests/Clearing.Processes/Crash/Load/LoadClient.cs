using System.Globalization;

namespace Clearing.Processes.Crash;

/// <summary>A client process: some lanes that send until the standard input ends.</summary>
internal static class LoadClient
{
    private const int Lanes = 6;

    /// <summary>Runs the verb <c>load</c> with URL, history file, name and seed.</summary>
    public static async Task<int> Run(string[] args)
    {
        using var gate = new Gate(args[0]);
        using var history = new HistoryWriter(args[1]);
        using var stop = new CancellationTokenSource();
        var sender = new Sender(gate, history);
        var seed = int.Parse(args[3], CultureInfo.InvariantCulture);
        var lanes = Enumerable.Range(0, Lanes).Select(i =>
            new Lane(gate, sender, new Random(seed * Lanes + i), $"{args[2]}.{i}").Run(stop.Token));
        var running = Task.WhenAll(lanes.ToArray());
        // Reading standard input would block this thread, but the lanes must continue.
        var end = Task.Run(Console.In.ReadToEnd);
        await Task.WhenAny(end, running);
        await stop.CancelAsync();
        await running;
        Console.Out.WriteLine(gate.InternalErrors.ToString(CultureInfo.InvariantCulture));
        return 0;
    }
}
