using System.Collections.Immutable;

namespace Clearing.Cluster.Tests.Semantics;

/// <summary>A grain that shows how the runtime runs it.</summary>
public interface IProbeGrain : IGrainWithStringKey
{
    Task<int> Count();

    Task<string> Key();

    /// <summary>Waits until another call, which need not wait for this one, releases it.</summary>
    Task WaitToBeLetGo();

    [AlwaysInterleave]
    Task LetGo();

    /// <summary>Counts up, with awaits between reading and writing.</summary>
    Task CountSlowly();

    Task<int> Activation();

    Task End();

    /// <summary>Ends the activation, but only after another call waits for it.</summary>
    Task EndSlowly();

    Task Fail(string message);

    ValueTask<int> Add(int a, int b, long c);

    Task<string> Relay(string other);

    Task Keep(Basket basket);

    Task<Basket> Kept();

    Task KeepPrices(int[] prices);

    Task<ImmutableArray<int>> Prices();
}

public sealed class ProbeGrain(IGrainContext context, IGrainFactory grains)
    : IGrainBase, IProbeGrain
{
    private static int Activations;
    private readonly int _activation = Interlocked.Increment(ref Activations);
    private Basket _basket = new();
    private int[] _prices = [];
    private readonly TaskCompletionSource _letGo = new();
    private int _count;

    public IGrainContext GrainContext => context;

    public Task<int> Count() => Task.FromResult(_count);

    public Task<string> Key() => Task.FromResult(context.GrainId.Key.ToString()!);

    public Task WaitToBeLetGo() => _letGo.Task;

    public Task LetGo()
    {
        _letGo.TrySetResult();
        return Task.CompletedTask;
    }

    public async Task CountSlowly()
    {
        var seen = _count;
        await Task.Yield();
        await Task.Yield();
        _count = seen + 1;
    }

    public Task<int> Activation() => Task.FromResult(_activation);

    public Task End()
    {
        this.DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task EndSlowly()
    {
        this.DeactivateOnIdle();
        for (var i = 0; i < 100; i++)
        {
            await Task.Yield();
        }
        _count = -1;
    }

    public Task Fail(string message) => throw new ArithmeticException(message);

    public ValueTask<int> Add(int a, int b, long c) => new(a + b + (int)c);

    public async Task<string> Relay(string other) =>
        "via " + context.GrainId.Key.ToString()! + ": "
        + await grains.GetGrain<IProbeGrain>(other).Key();

    public Task Keep(Basket basket)
    {
        _basket = basket;
        return Task.CompletedTask;
    }

    public Task<Basket> Kept() => Task.FromResult(_basket);

    public Task KeepPrices(int[] prices)
    {
        _prices = prices;
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<int>> Prices() => Task.FromResult(_prices.ToImmutableArray());
}
