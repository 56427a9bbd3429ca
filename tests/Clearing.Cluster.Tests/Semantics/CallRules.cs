namespace Clearing.Cluster.Tests.Semantics;

/// <summary>The rules that grains rely on when they call each other.</summary>
public abstract class CallRules(GrainHost host)
{
    private IProbeGrain Probe(string? key = null) => host.Grains.GetGrain<IProbeGrain>(
        key ?? GrainHost.NewKey());

    [Fact]
    public Task A_grain_knows_its_key() => host.Run(async () =>
    {
        Assert.Equal("us-east/standard/2026-Q4", await Probe("us-east/standard/2026-Q4").Key());
        Assert.Equal("k", Probe("k").GetPrimaryKeyString());
    });

    [Fact]
    public Task There_is_one_activation_per_key() => host.Run(async () =>
    {
        var grain = Probe();
        var activations = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => grain.Activation()));
        Assert.Single(activations.Distinct());
        Assert.NotEqual(activations[0], await Probe().Activation());
    });

    [Fact]
    public Task Turns_of_one_grain_never_run_at_the_same_time_nor_its_calls_interleave() => host.Run(async () =>
    {
        var grain = Probe();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => grain.CountSlowly()));
        Assert.Equal(200, await grain.Count());
    });

    [Fact]
    public Task Calls_of_a_reentrant_grain_interleave_at_awaits() => host.Run(async () =>
    {
        var grain = host.Grains.GetGrain<IOpenProbeGrain>(GrainHost.NewKey());
        var met = await Task.WhenAll(grain.WaitForPartner(), grain.WaitForPartner());
        Assert.Equal(["met", "met"], met);
    });

    [Fact]
    public Task A_call_that_always_interleaves_waits_for_no_other() => host.Run(async () =>
    {
        var grain = Probe();
        await Task.WhenAll(grain.WaitToBeLetGo(), grain.LetGo());
    });

    [Fact]
    public Task Reentrant_grains_may_call_each_other_in_a_circle() => host.Run(async () =>
    {
        var grain = host.Grains.GetGrain<IOpenProbeGrain>("ping");
        Assert.Equal("ping", await grain.BackAndForth("pong", 10));
    });

    [Fact]
    public Task Grains_call_grains() => host.Run(async () =>
        Assert.Equal("via left: right", await Probe("left").Relay("right")));

    [Fact]
    public Task Values_may_be_returned_as_value_tasks() => host.Run(async () =>
        Assert.Equal(6, await Probe().Add(1, 2, 3)));

    [Fact]
    public Task An_exception_crosses_the_call_as_itself() => host.Run(async () =>
    {
        var grain = Probe();
        var thrown = await Assert.ThrowsAsync<ArithmeticException>(() => grain.Fail("why"));
        Assert.Equal("why", thrown.Message);
        Assert.Equal(0, await grain.Count());
    });

    [Fact]
    public Task Arguments_and_results_are_copies() => host.Run(async () =>
    {
        var grain = Probe();
        var basket = new Basket { Names = ["a"], Inner = { ["x"] = new() { Names = ["b"] } } };
        await grain.Keep(basket);
        basket.Names.Add("changed by the caller");
        basket.Inner["x"].Names.Add("changed by the caller");
        var kept = await grain.Kept();
        Assert.Equal(["a"], kept.Names);
        Assert.Equal(["b"], kept.Inner["x"].Names);
        kept.Inner.Clear();
        Assert.Single((await grain.Kept()).Inner);
    });

    [Fact]
    public Task An_array_is_copied_before_the_call_returns_to_the_caller() => host.Run(async () =>
    {
        var grain = Probe();
        int[] prices = [1, 2];
        var call = grain.KeepPrices(prices);
        prices[0] = 9;
        await call;
        Assert.True((await grain.Prices()).AsSpan().SequenceEqual([1, 2]));
    });

    [Fact]
    public Task A_grain_that_ends_itself_is_activated_anew_by_the_next_call() => host.Run(async () =>
    {
        var grain = Probe();
        var first = await grain.Activation();
        await grain.End();
        Assert.NotEqual(first, await grain.Activation());
    });

    [Fact]
    public Task Calls_that_wait_for_a_grain_that_ends_go_to_the_new_activation() => host.Run(async () =>
    {
        var grain = Probe();
        var ends = grain.EndSlowly();
        var counts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => grain.Count()));
        await ends;
        Assert.All(counts, count => Assert.Equal(0, count));
    });
}

public sealed class CallsOnOrleans(OrleansHost host)
    : CallRules(host), IClassFixture<OrleansHost>;

public sealed class CallsInTheSimulation() : CallRules(new SimulatedHost());
