using System.Collections.Immutable;
using Orleans.Core;

namespace Clearing.Cluster.Tests.Semantics;

/// <summary>A grain that shows how it is run.</summary>
public interface IProbeGrain : IGrainWithStringKey
{
    Task<int> Count();

    Task<string> Key();

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

/// <summary>The same, reentrant.</summary>
public interface IOpenProbeGrain : IGrainWithStringKey
{
    Task<string> WaitForPartner();

    Task<string> BackAndForth(string partner, int depth);
}

/// <summary>A grain whose first two activations fail.</summary>
public interface IFragileGrain : IGrainWithStringKey
{
    Task<int> Tries();
}

/// <summary>A grain with stored state.</summary>
public interface ICounterGrain : IGrainWithStringKey
{
    Task<int> Up();

    Task<int> SeenWhenActivated();

    Task<int> UpUnwritten();

    Task Clear();

    Task End();
}

/// <summary>Something that changes, and so is copied on its way.</summary>
[GenerateSerializer]
public sealed class Basket
{
    [Id(0)] public List<string> Names { get; set; } = [];

    [Id(1)] public Dictionary<string, Basket> Inner { get; set; } = [];
}

/// <summary>The state of <see cref="ICounterGrain"/>.</summary>
[GenerateSerializer]
public sealed class Counter
{
    [Id(0)] public int Value { get; set; }
}

public sealed class ProbeGrain : Grain, IProbeGrain
{
    private static int activations;
    private readonly int activation = Interlocked.Increment(ref activations);
    private Basket basket = new();
    private int[] prices = [];
    private int count;

    public Task<int> Count() => Task.FromResult(count);

    public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyString());

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

[Reentrant]
public sealed class OpenProbeGrain : Grain, IOpenProbeGrain
{
    private TaskCompletionSource<string>? waiting;

    public async Task<string> WaitForPartner()
    {
        if (waiting is null)
        {
            waiting = new();
            return await waiting.Task;
        }
        waiting.SetResult("met");
        return "met";
    }

    public async Task<string> BackAndForth(string partner, int depth) => depth == 0
        ? this.GetPrimaryKeyString()
        : await GrainFactory.GetGrain<IOpenProbeGrain>(partner)
            .BackAndForth(this.GetPrimaryKeyString(), depth - 1);
}

public sealed class FragileGrain : Grain, IFragileGrain
{
    private static int tries;

    public override Task OnActivateAsync(CancellationToken cancellationToken) =>
        Interlocked.Increment(ref tries) <= 2
            ? throw new ArithmeticException("not yet")
            : Task.CompletedTask;

    public Task<int> Tries() => Task.FromResult(tries);
}

public sealed class CounterGrain([PersistentState("counter")] IPersistentState<Counter> stored)
    : Grain, ICounterGrain
{
    private int seen = -1;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        seen = stored.State.Value;
        return Task.CompletedTask;
    }

    public async Task<int> Up()
    {
        stored.State.Value++;
        await stored.WriteStateAsync();
        return stored.State.Value;
    }

    public Task<int> SeenWhenActivated() => Task.FromResult(seen);

    public Task<int> UpUnwritten() => Task.FromResult(++stored.State.Value);

    public Task Clear() => ((IStorage)stored).ClearStateAsync();

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
