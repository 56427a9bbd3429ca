using System.Diagnostics;
using static Clearing.Processes.ManySilos.ProcessCluster;

namespace Clearing.Processes.ManySilos.Chaos;

/// <summary>Rounds of 100,000 bids, whose silo dies while it clears or notifies.</summary>
internal sealed class BigRounds(ChaosRun run)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private int _round;

    internal BigMarket Market { get; } = new(run.Cluster);

    /// <summary>Clears two rounds for each run.</summary>
    internal async Task Go(int runs)
    {
        await Market.Fill();
        Say($"{Market.Acknowledged.Count} bids in one market");
        await using var finder = await HostFinder.Of(run.Cluster);
        for (var n = 0; n < runs; n++)
        {
            await KillWhileItClears(finder);
            await KillWhileItTells(finder);
        }
    }

    private async Task KillWhileItClears(HostFinder finder)
    {
        var silo = run.Cluster.Take(await finder.HostOf(BigMarket.Key));
        var before = await Market.Version();
        var cleared = Market.Clear(++_round);
        await Task.Delay(Between);
        await silo.Kill();
        var since = Stopwatch.GetTimestamp();
        await cleared;
        run.Note($"silo killed while it clears {BigMarket.Bids:N0} bids: until cleared",
            Stopwatch.GetElapsedTime(since));
        await Told(since, before);
        await Replace(silo);
    }

    private async Task KillWhileItTells(HostFinder finder)
    {
        var before = await Market.Version();
        await Market.Clear(++_round);
        await Grows(before + 1);
        var silo = run.Cluster.Take(await finder.HostOf(BigMarket.Key));
        await silo.Kill();
        var since = Stopwatch.GetTimestamp();
        await Grows(await Market.Version());
        var resumed = Stopwatch.GetElapsedTime(since);
        run.Note("silo killed while it tells its winners: until it tells on", resumed);
        await Told(since, before);
        await Replace(silo);
    }

    private async Task Told(long since, long before)
    {
        await Market.TakeAwards(_round);
        var told = Stopwatch.GetElapsedTime(since);
        Say($"round {_round}: all told {told.TotalSeconds:F1} s after the kill, "
            + $"{await Market.Version() - before} events");
        run.Note("the same: until all winners are told", told);
    }

    private async Task Grows(long beyond)
    {
        var since = Stopwatch.GetTimestamp();
        while (await Market.Version() <= beyond)
        {
            if (Stopwatch.GetElapsedTime(since) > Patience)
            {
                run.Wrong($"round {_round}: nothing was told for {Patience}");
                return;
            }
            await Task.Delay(Between);
        }
    }

    private async Task Replace(SiloProcess dead)
    {
        dead.Dispose();
        await run.Cluster.StartSilo();
        await run.Flows();
    }
}
