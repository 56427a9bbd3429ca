namespace Clearing.Cluster.Tests.Semantics;

/// <summary>What grains rely on when they keep state.</summary>
public sealed class StateTests(ClusterFixture cluster) : IClassFixture<ClusterFixture>
{
    private ICounterGrain Counter(string key) => cluster.Grains.GetGrain<ICounterGrain>(key);

    [Fact]
    public async Task Written_state_is_read_before_the_grain_is_activated()
    {
        var grain = Counter("written");
        Assert.Equal(0, await grain.SeenWhenActivated());
        await grain.Up();
        await grain.Up();
        await grain.End();
        Assert.Equal(2, await grain.SeenWhenActivated());
        Assert.Equal(3, await grain.Up());
    }

    [Fact]
    public async Task State_that_is_not_written_ends_with_the_activation()
    {
        var grain = Counter("unwritten");
        Assert.Equal(1, await grain.UpUnwritten());
        await grain.End();
        Assert.Equal(0, await grain.SeenWhenActivated());
    }

    [Fact]
    public async Task Cleared_state_starts_anew()
    {
        var grain = Counter("cleared");
        await grain.Up();
        await grain.Clear();
        await grain.End();
        Assert.Equal(0, await grain.SeenWhenActivated());
        Assert.Equal(1, await grain.Up());
    }

    [Fact]
    public async Task A_failed_activation_fails_the_call_and_the_next_call_tries_again()
    {
        var grain = cluster.Grains.GetGrain<IFragileGrain>("fragile");
        await Assert.ThrowsAnyAsync<Exception>(grain.Tries);
        await Assert.ThrowsAnyAsync<Exception>(grain.Tries);
        Assert.Equal(3, await grain.Tries());
    }
}
