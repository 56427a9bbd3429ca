namespace Clearing.Market.Tests;

// Capacity that a run of the zone takes away.
public sealed partial class ApprovingActs
{
    [Fact]
    public void In_the_name_of_a_run_operators_only_approve_what_it_takes_away()
    {
        var waiting = CapacityChange.OfRun("r", new(-51));
        Assert.Equal(("r", null), (waiting.Run, new CapacityChange("r", new(-51)).Run));
        Assert.Equal("IdMalformed", RefusalOf("r", -51, null));
        Assert.Equal("IdMalformed", RefusalOf("r", -52, waiting));
        Assert.Equal("IdMalformed", RefusalOf("s", -51, waiting));
        Assert.Null(RefusalOf("r", -51, waiting));
        _test.Do(ProposalOf("r", -51, waiting));
        Assert.Equal("IdMalformed", ApprovalOf(null).Answer.Refusal);
        Assert.Equal("IdMalformed", ApprovalOf(waiting with { Delta = new(-60) }).Answer.Refusal);
        _test.Do(ApprovalOf(waiting));

        Assert.Equal(CapacityStatus.Changed, _test.Do(_test.Market.ChangeCapacity(waiting)));
        Assert.Equal(new CubicFeet(-51), _test.Market.Report().PendingCapacity);
        // What was proposed and approved has its first answer, although no run waits any more.
        Assert.Equal(ApprovalStatus.Done, ProposalOf("r", -51, null).Answer.Status);
        Assert.Equal(ApprovalStatus.Done, ApprovalOf(null).Answer.Status);

        string? RefusalOf(string run, long delta, CapacityChange? offer) =>
            ProposalOf(run, delta, offer).Answer.Refusal;

        Decision<ApprovalReceipt, MarketEvent> ProposalOf(string run, long delta, CapacityChange? offer) =>
            _test.Market.Propose(
                "p-x", new(Capacity: CapacityChange.OfRun(run, new(delta))), new("olga", Noon, "no space"),
                waiting: offer);

        Decision<ApprovalReceipt, MarketEvent> ApprovalOf(CapacityChange? offer) =>
            _test.Market.Approve("p-x", new("omar", Noon), waiting: offer);
    }
}
