namespace Clearing.Simulation.Tests;

public sealed class MonthSeedTests
{
    // In the first seeds nothing fails while capacity is offered to the market.
    private const long First = 17;
    private const int Seeds = 15;

    private static readonly Phase[] OfMonths =
        [Phase.Facts, Phase.Run, Phase.Announce, Phase.Offer, Phase.Curtail, Phase.Bill];

    [Fact]
    public void Bases_capacity_compensations_and_bills_are_what_the_facts_give_whatever_fails()
    {
        var tally = new Tally();
        for (var seed = First; seed < First + Seeds; seed++)
        {
            var outcome = MonthRun.Of(seed);
            Assert.True(outcome.Violations.Count == 0, Report.Text(outcome));
            tally.Add(outcome);
        }
        Assert.All(OfMonths, phase => Assert.True(
            Faulted(tally.Coverage, phase) > 0, $"no fault hit in {phase}"));
        Assert.True(tally.Coverage[FaultKind.CrashOfAll] > 0, "crashes of all");
        Assert.True(tally.Coverage[FaultKind.SecondActivation] > 0, "second activations");
    }

    [Fact]
    public void The_same_seed_twice_takes_the_same_turns() =>
        Assert.Equal(MonthRun.Of(7).Hash, MonthRun.Of(7).Hash);

    private static long Faulted(Coverage coverage, Phase phase) =>
        Enum.GetValues<FaultKind>().Sum(kind => coverage[kind, phase]);
}
