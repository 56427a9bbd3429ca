namespace Clearing.Cluster.Tests.Semantics;

/// <summary>A grain whose first two activations fail.</summary>
public interface IFragileGrain : IGrainWithStringKey
{
    Task<int> Tries();
}

public sealed class FragileGrain : Grain, IFragileGrain
{
    private static int _tries;

    public override Task OnActivateAsync(CancellationToken cancellationToken) =>
        Interlocked.Increment(ref _tries) <= 2
            ? throw new ArithmeticException("not yet")
            : Task.CompletedTask;

    public Task<int> Tries() => Task.FromResult(_tries);
}
