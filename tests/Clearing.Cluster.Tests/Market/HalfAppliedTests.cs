using Clearing.Contracts;

namespace Clearing.Cluster.Tests.Market;

/// <summary>A decision whose second event cannot follow leaves nothing behind of its first.</summary>
public sealed class HalfAppliedTests : IAsyncLifetime
{
    private MarketCluster _cluster = null!;

    private IHalfwayGrain Grain => _cluster.Grains.GetGrain<IHalfwayGrain>("h");

    public async Task InitializeAsync() => _cluster = await MarketCluster.Start();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task An_activation_that_cannot_apply_its_own_decision_ends_and_nothing_counts()
    {
        Assert.Equal(1, await Grain.Enter("a"));
        var failed = await Assert.ThrowsAsync<OutcomeUnknownException>(
            () => Grain.Enter("b", HalfwayGrain.Impossible));

        // The message of the failure may quote a bid.
        Assert.DoesNotContain(HalfwayGrain.Impossible, failed.Message, StringComparison.Ordinal);
        Assert.Equal(2, await Eventually.Answered(() => Grain.Enter("c")));
        await _cluster.Crash();
        Assert.Equal(3, await Eventually.Answered(() => Grain.Enter("d")));
    }
}
