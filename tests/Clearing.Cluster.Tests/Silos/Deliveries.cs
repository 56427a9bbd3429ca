using System.Collections.Concurrent;
using Clearing.Contracts;

namespace Clearing.Cluster.Tests;

/// <summary>Counts how often sellers were told something, and markets given bids.</summary>
public sealed class Deliveries : IIncomingGrainCallFilter
{
    private int _placed;

    /// <summary>Notices that arrived, by seller, repetitions included.</summary>
    public ConcurrentDictionary<string, int> BySeller { get; } = new(StringComparer.Ordinal);

    /// <summary>How many calls with bids have reached a market, which has decided on them.</summary>
    public int Placed => _placed;

    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.InterfaceMethod?.Name == nameof(ISellerGrain.Accept))
        {
            BySeller.AddOrUpdate(context.TargetId.Key.ToString()!, 1, (_, count) => count + 1);
        }
        var served = context.Invoke();
        if (context.InterfaceMethod?.DeclaringType == typeof(IRoundGrain)
            && context.InterfaceMethod.Name == nameof(IRoundGrain.Place))
        {
            Interlocked.Increment(ref _placed);
        }
        return served;
    }
}
