namespace Clearing.Smoke.Tests.Crash;

public class KillTests
{
    [Fact]
    public async Task What_was_acknowledged_survives_kills_once_and_unchanged()
    {
        var report = await CrashRun.Run(new CrashOptions { Loops = 4, Seed = 20, Clients = 2 });

        Assert.Empty(report.Violations);
        Assert.Equal(4, report.Kills.Values.Sum(kills => kills.Kills));
        Assert.True(report.Accepted > 100, report.ToString());
        // Bids that come while others are written are one event, so there are fewer of these.
        Assert.True(report.Events > 20, report.ToString());
    }
}
