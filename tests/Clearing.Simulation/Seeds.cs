using System.Diagnostics;

namespace Clearing.Simulation;

/// <summary>Runs many seeds, each on one thread, several at a time.</summary>
internal static class Seeds
{
    private const int MaxFailures = 5;

    public static int PrintHashes(Options options, Func<long, TextWriter?, Outcome> run)
    {
        for (var i = 0; i < options.Seeds; i++)
        {
            var outcome = run(options.From + i, null);
            Console.WriteLine($"{outcome.Seed} {outcome.Hash}");
        }
        return 0;
    }

    public static int RunMany(Options options, Func<long, TextWriter?, Outcome> run)
    {
        var tally = new Tally();
        var next = options.From;
        var watch = Stopwatch.StartNew();
        var said = TimeSpan.Zero;
        void Work()
        {
            while (tally.Failures < MaxFailures)
            {
                var seed = Interlocked.Increment(ref next) - 1;
                if (seed >= options.From + options.Seeds) { return; }
                var outcome = run(seed, null);
                lock (tally)
                {
                    tally.Add(outcome);
                    if (outcome.Violations.Count > 0) { Console.WriteLine(Report.Text(outcome)); }
                    if (watch.Elapsed - said < TimeSpan.FromSeconds(5)) { continue; }
                    said = watch.Elapsed;
                    Console.WriteLine(tally.Progress(options.Seeds, watch.Elapsed));
                }
            }
        }
        Thread[] threads = [.. Enumerable.Range(0, options.Jobs).Select(_ => new Thread(Work))];
        foreach (var thread in threads) { thread.Start(); }
        foreach (var thread in threads) { thread.Join(); }
        Console.WriteLine(tally.Progress(options.Seeds, watch.Elapsed));
        tally.Coverage.Print(Console.Out);
        return tally.Failures == 0 ? 0 : 1;
    }
}
