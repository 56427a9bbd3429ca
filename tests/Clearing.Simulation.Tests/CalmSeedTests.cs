namespace Clearing.Simulation.Tests;

public sealed class CalmSeedTests
{
    private const int Seeds = 50;

    [Fact]
    public void Rounds_clear_in_time_and_notices_are_told_without_reminders()
    {
        var tally = new Tally();
        for (var seed = 1L; seed <= Seeds; seed++)
        {
            var outcome = CalmRun.Of(seed);
            Assert.True(outcome.Violations.Count == 0, Report.Text(outcome));
            tally.Add(outcome);
        }
        Assert.True(tally.Coverage[FaultKind.LostCall] > 0, "lost calls");
        Assert.True(tally.Coverage[FaultKind.LostAnswer] > 0, "lost answers");
    }
}
