using System.Collections.Concurrent;

namespace Clearing.Cluster.Tests.Semantics;

/// <summary>A grain whose first two activations fail.</summary>
public interface IFragileGrain : IGrainWithStringKey
{
    Task<int> Tries();
}

public sealed class FragileGrain(IGrainContext context) : IGrainBase, IFragileGrain
{
    private static readonly ConcurrentDictionary<string, int> TriesByKey = [];

    public IGrainContext GrainContext => context;

    private string Key => context.GrainId.Key.ToString()!;

    public Task OnActivateAsync(CancellationToken cancellationToken) =>
        TriesByKey.AddOrUpdate(Key, 1, (_, tries) => tries + 1) <= 2
            ? throw new ArithmeticException("not yet")
            : Task.CompletedTask;

    public Task<int> Tries() => Task.FromResult(TriesByKey[Key]);
}
