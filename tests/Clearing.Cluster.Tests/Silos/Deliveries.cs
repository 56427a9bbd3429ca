using System.Collections.Concurrent;
using Clearing.Contracts;
using Clearing.Grains;

namespace Clearing.Cluster.Tests;

/// <summary>Counts how often sellers were told something, and markets given bids.</summary>
public sealed class Deliveries : IIncomingGrainCallFilter
{
    private int _placed;
    private int _asked;

    /// <summary>Notices that arrived, by seller, repetitions included.</summary>
    public ConcurrentDictionary<string, int> BySeller { get; } = new(StringComparer.Ordinal);

    /// <summary>How many calls with bids have reached a market, which has decided on them.</summary>
    public int Placed => _placed;

    /// <summary>How many calls with a bid have reached a seller, which has handed it on.</summary>
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
