using System.Diagnostics;

namespace Clearing.Simulation.Tests;

public sealed class DeterminismTests
{
    private const int Seeds = 8;
    private const long First = 1_000;

    [Fact]
    public void The_same_seed_twice_takes_the_same_turns()
    {
        for (var seed = First; seed < First + Seeds; seed++)
        {
            var (once, again) = (Run.Of(seed), Run.Of(seed));
            Assert.Equal(once.Hash, again.Hash);
            Assert.Equal(once.Turns, again.Turns);
        }
    }

    [Fact]
    public void Another_seed_takes_other_turns() =>
        Assert.NotEqual(Run.Of(First).Hash, Run.Of(First + 1).Hash);

    /// <summary>Text hashes differ between processes; nothing may depend on them.</summary>
    [Fact]
    public async Task Another_process_takes_the_same_turns()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            ArgumentList =
            {
                typeof(Run).Assembly.Location, "--hashes", "--seeds", $"{Seeds}", "--from", $"{First}",
            },
        };
        using var process = Process.Start(start)!;
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var expected = Enumerable.Range(0, Seeds).Select(i => Run.Of(First + i))
            .Select(outcome => $"{outcome.Seed} {outcome.Hash}");
        Assert.Equal(expected, printed.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }
}
