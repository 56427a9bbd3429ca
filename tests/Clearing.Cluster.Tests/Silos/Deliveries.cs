using System.Collections.Concurrent;
using Clearing.Contracts;
using Clearing.Grains;

namespace Clearing.Cluster.Tests;

/// <summary>Counts the notices to sellers and the calls with bids to markets.</summary>
public sealed class Deliveries : IIncomingGrainCallFilter
{
    private int _placed;
    private int _asked;

    /// <summary>The number of notices that arrived, by seller, including repetitions.</summary>
    public ConcurrentDictionary<string, int> BySeller { get; } = new(StringComparer.Ordinal);

    /// <summary>The number of calls with bids that markets have decided on.</summary>
    public int Placed => _placed;

    /// <summary>The number of calls with bids that sellers have passed on.</summary>
    public int Asked => _asked;

    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.InterfaceMethod?.Name == nameof(ISellerInbox.Accept))
        {
            BySeller.AddOrUpdate(context.TargetId.Key.ToString()!, 1, (_, count) => count + 1);
        }
        var served = context.Invoke();
        if (context.InterfaceMethod?.DeclaringType == typeof(IRoundBook)
            && context.InterfaceMethod.Name == nameof(IRoundBook.Place))
        {
            Interlocked.Increment(ref _placed);
        }
        if (context.InterfaceMethod?.DeclaringType == typeof(ISellerGrain)
            && context.InterfaceMethod.Name == nameof(ISellerGrain.Place))
        {
            Interlocked.Increment(ref _asked);
        }
        return served;
    }
}
