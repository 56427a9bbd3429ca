namespace Clearing.Cluster.Tests.Semantics;

/// <summary>A grain with stored state.</summary>
public interface ICounterGrain : IGrainWithStringKey
{
    Task<int> Up();

    Task<int> SeenWhenActivated();

    Task<int> UpUnwritten();

    Task Clear();

    Task End();
}

/// <summary>The state of <see cref="ICounterGrain"/>.</summary>
[GenerateSerializer]
public sealed class Counter
{
    [Id(0)] public int Value { get; set; }
}

public sealed class CounterGrain(
    IGrainContext context,
    [PersistentState("counter", "clearing")] IPersistentState<Counter> stored)
    : IGrainBase, ICounterGrain
{
    private int _seen = -1;

    public IGrainContext GrainContext => context;

    public Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _seen = stored.State.Value;
        return Task.CompletedTask;
    }

    public async Task<int> Up()
    {
        stored.State.Value++;
        await stored.WriteStateAsync();
        return stored.State.Value;
    }

    public Task<int> SeenWhenActivated() => Task.FromResult(_seen);

    public Task<int> UpUnwritten() => Task.FromResult(++stored.State.Value);

    public Task Clear() => stored.ClearStateAsync();

    public Task End()
    {
        this.DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
