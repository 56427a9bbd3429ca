namespace Clearing.Cluster.Tests.Semantics;

/// <summary>The rules that grains rely on when they keep state.</summary>
public abstract class StateRules(GrainHost host)
{
    private ICounterGrain Counter(string key) => host.Grains.GetGrain<ICounterGrain>(key);

    [Fact]
    public Task Written_state_is_read_before_the_grain_is_activated() => host.Run(async () =>
    {
        var grain = Counter(GrainHost.NewKey());
        Assert.Equal(0, await grain.SeenWhenActivated());
        await grain.Up();
        await grain.Up();
        await grain.End();
        Assert.Equal(2, await grain.SeenWhenActivated());
        Assert.Equal(3, await grain.Up());
    });

    [Fact]
    public Task State_that_is_not_written_ends_with_the_activation() => host.Run(async () =>
    {
        var grain = Counter(GrainHost.NewKey());
        Assert.Equal(1, await grain.UpUnwritten());
        await grain.End();
        Assert.Equal(0, await grain.SeenWhenActivated());
    });

    [Fact]
    public Task Cleared_state_starts_anew() => host.Run(async () =>
    {
        var grain = Counter(GrainHost.NewKey());
        await grain.Up();
        await grain.Clear();
        await grain.End();
        Assert.Equal(0, await grain.SeenWhenActivated());
        Assert.Equal(1, await grain.Up());
    });

    [Fact]
    public Task A_failed_activation_fails_the_call_and_the_next_call_tries_again() => host.Run(async () =>
    {
        var grain = host.Grains.GetGrain<IFragileGrain>(GrainHost.NewKey());
        await Assert.ThrowsAnyAsync<Exception>(grain.Tries);
        await Assert.ThrowsAnyAsync<Exception>(grain.Tries);
        Assert.Equal(3, await grain.Tries());
    });
}

public sealed class StatesOnOrleans(OrleansHost host)
    : StateRules(host), IClassFixture<OrleansHost>;

public sealed class StatesInTheSimulation() : StateRules(new SimulatedHost());
