namespace Clearing.Simulation.Tests;

public sealed class DaysSeedTests
{
    private const int Seeds = 20;

    [Fact]
    public void Lines_credits_and_corrections_are_what_the_facts_give_whatever_fails()
    {
        var tally = new Tally();
        for (var seed = 1L; seed <= Seeds; seed++)
        {
            var outcome = DaysRun.Of(seed);
            Assert.True(outcome.Violations.Count == 0, Report.Text(outcome));
            tally.Add(outcome);
        }
        Assert.True(tally.Coverage[FaultKind.CrashOfAll] > 0, "crashes of all");
        Assert.True(tally.Coverage[FaultKind.LostAnswer] > 0, "lost answers");
        Assert.True(tally.Coverage[FaultKind.SecondActivation] > 0, "second activations");
    }

    [Fact]
    public void The_same_seed_twice_takes_the_same_turns() =>
        Assert.Equal(DaysRun.Of(7).Hash, DaysRun.Of(7).Hash);
}
