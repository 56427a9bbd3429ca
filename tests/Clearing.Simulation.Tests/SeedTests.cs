using System.Diagnostics;
using Xunit.Abstractions;

namespace Clearing.Simulation.Tests;

public sealed class SeedTests(ITestOutputHelper output)
{
    private const int FixedSeeds = 200;
    private static readonly TimeSpan FreshTime = TimeSpan.FromSeconds(5);

    [Fact]
    public void Nothing_is_lost_doubled_or_invented_whatever_fails()
    {
        var tally = new Tally();
        for (var seed = 1L; seed <= FixedSeeds; seed++) { Hold(seed, tally); }
        tally.Coverage.Print(new Writer(output));
        Assert.All(Enum.GetValues<FaultKind>(), kind => Assert.True(tally.Coverage[kind] > 0, $"{kind}"));
        Assert.InRange(tally.Coverage.Total / tally.Runs, 30, long.MaxValue);
    }

    [Fact]
    public void Seeds_that_nobody_has_seen_hold_too()
    {
        var tally = new Tally();
        var watch = Stopwatch.StartNew();
        var seed = Stopwatch.GetTimestamp() & 0xFFFF_FFFF_FFFF;
        output.WriteLine($"The first fresh seed is {seed}.");
        while (watch.Elapsed < FreshTime) { Hold(seed++, tally); }
        output.WriteLine(tally.Progress(tally.Runs, watch.Elapsed));
        Assert.True(tally.Runs > 0);
    }

    private static void Hold(long seed, Tally tally)
    {
        var outcome = Run.Of(seed);
        Assert.True(outcome.Violations.Count == 0, Report.Text(outcome));
        tally.Add(outcome);
    }

    private sealed class Writer(ITestOutputHelper output) : StringWriter
    {
        public override void WriteLine(string? value) => output.WriteLine(value ?? "");
    }
}
