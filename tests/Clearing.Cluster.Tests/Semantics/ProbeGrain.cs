using System.Collections.Immutable;

namespace Clearing.Cluster.Tests.Semantics;

/// <summary>A grain that shows how it is run.</summary>
public interface IProbeGrain : IGrainWithStringKey
{
    Task<int> Count();

    Task<string> Key();

    /// <summary>Waits until it is let go, by a call that need not wait for this one.</summary>
    Task WaitToBeLetGo();

    [AlwaysInterleave]
    Task LetGo();

    /// <summary>Counts up, with awaits between reading and writing.</summary>
    Task CountSlowly();

    Task<int> Activation();

    Task End();

    /// <summary>Ends the activation, but only after another call has come to wait.</summary>
    Task EndSlowly();

    Task Fail(string message);

    ValueTask<int> Add(int a, int b, long c);

    Task<string> Relay(string other);

    Task Keep(Basket basket);

    Task<Basket> Kept();

    Task KeepPrices(int[] prices);

    Task<ImmutableArray<int>> Prices();
}

public sealed class ProbeGrain : Grain, IProbeGrain
{
    private static int activations;
    private readonly int activation = Interlocked.Increment(ref activations);
    private Basket basket = new();
    private int[] prices = [];
    private readonly TaskCompletionSource letGo = new();
    private int count;

    public Task<int> Count() => Task.FromResult(count);

    public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyString());

    public Task WaitToBeLetGo() => letGo.Task;

    public Task LetGo()
    {
        letGo.TrySetResult();
        return Task.CompletedTask;
    }

    public async Task CountSlowly()
    {
        var seen = count;
        await Task.Yield();
        await Task.Yield();
        count = seen + 1;
    }

    public Task<int> Activation() => Task.FromResult(activation);

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task EndSlowly()
    {
        DeactivateOnIdle();
        for (var i = 0; i < 100; i++)
        {
            await Task.Yield();
        }
        count = -1;
    }

    public Task Fail(string message) => throw new ArithmeticException(message);

    public ValueTask<int> Add(int a, int b, long c) => new(a + b + (int)c);

    public async Task<string> Relay(string other) =>
        "via " + this.GetPrimaryKeyString() + ": "
        + await GrainFactory.GetGrain<IProbeGrain>(other).Key();

    public Task Keep(Basket basket)
    {
        this.basket = basket;
        return Task.CompletedTask;
    }

    public Task<Basket> Kept() => Task.FromResult(basket);

    public Task KeepPrices(int[] prices)
    {
        this.prices = prices;
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<int>> Prices() => Task.FromResult(prices.ToImmutableArray());
}
