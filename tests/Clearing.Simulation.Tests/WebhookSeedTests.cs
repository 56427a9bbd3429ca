namespace Clearing.Simulation.Tests;

public sealed class WebhookSeedTests
{
    private const int Seeds = 20;

    [Fact]
    public void Every_event_comes_to_every_receiver_that_is_well_whatever_fails()
    {
        var tally = new Tally();
        for (var seed = 1L; seed <= Seeds; seed++)
        {
            var outcome = WebhookRun.Of(seed);
            Assert.True(outcome.Violations.Count == 0, Report.Text(outcome));
            tally.Add(outcome);
        }
        Assert.True(tally.Coverage[FaultKind.CrashOfAll] > 0, "crashes of all");
        Assert.True(tally.Coverage[FaultKind.LostAnswer] > 0, "lost answers");
        Assert.True(tally.Coverage[FaultKind.SecondActivation] > 0, "second activations");
    }

    /// <summary>A failed event was due, and the seller that was asked for it did not know it yet.</summary>
    [Theory]
    [InlineData(1160)]
    [InlineData(1280)]
    public void A_source_that_is_behind_is_asked_again(long seed) =>
        Assert.Empty(WebhookRun.Of(seed).Violations);

    [Fact]
    public void The_same_seed_twice_takes_the_same_turns() =>
        Assert.Equal(WebhookRun.Of(7).Hash, WebhookRun.Of(7).Hash);
}
