namespace Clearing.Cluster.Tests.Semantics;

/// <summary>What grains rely on when they call each other.</summary>
public sealed class CallTests(ClusterFixture cluster) : IClassFixture<ClusterFixture>
{
    private static int _keys;

    private IProbeGrain Probe(string? key = null) => cluster.Grains.GetGrain<IProbeGrain>(
        key ?? $"probe {Interlocked.Increment(ref _keys)}");

    [Fact]
    public async Task A_grain_knows_its_key()
    {
        Assert.Equal("us-east/standard/2026-Q4", await Probe("us-east/standard/2026-Q4").Key());
        Assert.Equal("k", Probe("k").GetPrimaryKeyString());
    }

    [Fact]
    public async Task There_is_one_activation_per_key()
    {
        var grain = Probe();
        var activations = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => grain.Activation()));
        Assert.Single(activations.Distinct());
        Assert.NotEqual(activations[0], await Probe().Activation());
    }

    [Fact]
    public async Task Turns_of_one_grain_never_run_at_the_same_time_nor_its_calls_interleave()
    {
        var grain = Probe();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(grain.CountSlowly)));
        Assert.Equal(200, await grain.Count());
    }

    [Fact]
    public async Task Calls_of_a_reentrant_grain_interleave_at_awaits()
    {
        var grain = cluster.Grains.GetGrain<IOpenProbeGrain>("meeting");
        var met = await Task.WhenAll(grain.WaitForPartner(), grain.WaitForPartner());
        Assert.Equal(["met", "met"], met);
    }

    [Fact]
    public async Task A_call_that_always_interleaves_waits_for_no_other()
    {
        var grain = Probe();
        await Task.WhenAll(grain.WaitToBeLetGo(), grain.LetGo());
    }

    [Fact]
    public async Task Reentrant_grains_may_call_each_other_in_a_circle()
    {
        var grain = cluster.Grains.GetGrain<IOpenProbeGrain>("ping");
        Assert.Equal("ping", await grain.BackAndForth("pong", 10));
    }

    [Fact]
    public async Task Grains_call_grains() =>
        Assert.Equal("via left: right", await Probe("left").Relay("right"));

    [Fact]
    public async Task Values_may_be_returned_as_value_tasks() =>
        Assert.Equal(6, await Probe().Add(1, 2, 3));

    [Fact]
    public async Task An_exception_crosses_the_call_as_itself()
    {
        var grain = Probe();
        var thrown = await Assert.ThrowsAsync<ArithmeticException>(() => grain.Fail("why"));
        Assert.Equal("why", thrown.Message);
        Assert.Equal(0, await grain.Count());
    }

    [Fact]
    public async Task Arguments_and_results_are_copies()
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
    }

    [Fact]
    public async Task An_array_is_copied_before_the_call_returns_to_the_caller()
    {
        var grain = Probe();
        int[] prices = [1, 2];
        var call = grain.KeepPrices(prices);
        prices[0] = 9;
        await call;
        Assert.True((await grain.Prices()).AsSpan().SequenceEqual([1, 2]));
    }

    [Fact]
    public async Task A_grain_that_ends_itself_is_activated_anew_by_the_next_call()
    {
        var grain = Probe();
        var first = await grain.Activation();
        await grain.End();
        Assert.NotEqual(first, await grain.Activation());
    }

    [Fact]
    public async Task Calls_that_wait_for_a_grain_that_ends_go_to_the_new_activation()
    {
        var grain = Probe();
        var ends = grain.EndSlowly();
        var counts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => grain.Count()));
        await ends;
        Assert.All(counts, count => Assert.Equal(0, count));
    }
}
