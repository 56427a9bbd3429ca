using System.Collections.Concurrent;
using Clearing.Contracts;

namespace Clearing.Cluster.Tests;

/// <summary>Counts how often each seller was told something.</summary>
public sealed class Deliveries : IIncomingGrainCallFilter
{
    /// <summary>Notices that arrived, by seller, repetitions included.</summary>
    public ConcurrentDictionary<string, int> BySeller { get; } = new(StringComparer.Ordinal);

    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.InterfaceMethod?.Name == nameof(ISellerGrain.Accept))
        {
            BySeller.AddOrUpdate(context.TargetId.Key.ToString()!, 1, (_, count) => count + 1);
        }
        return context.Invoke();
    }
}
