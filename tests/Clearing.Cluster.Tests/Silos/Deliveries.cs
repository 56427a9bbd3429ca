using System.Collections.Concurrent;
using Clearing.Contracts;
using Clearing.Grains;

namespace Clearing.Cluster.Tests;

/// <summary>
/// Counts the notices to sellers and the calls with bids to markets, and holds or loses calls of grains
/// that do not answer.
/// </summary>
public sealed class Deliveries : IIncomingGrainCallFilter
{
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Func<IIncomingGrainCallContext, bool> _isHeld = _ => false;
    private volatile Func<IIncomingGrainCallContext, bool> _isLost = _ => false;
    private int _placed;
    private int _asked;

    /// <summary>The number of notices that arrived, by seller, including repetitions.</summary>
    public ConcurrentDictionary<string, int> BySeller { get; } = new(StringComparer.Ordinal);

    /// <summary>The number of calls with bids that markets have decided on.</summary>
    public int Placed => _placed;

    /// <summary>The number of calls with bids that sellers have passed on.</summary>
    public int Asked => _asked;

    /// <summary>Leaves the calls of a method on a grain unanswered, and completes at the first.</summary>
    public Task Hold(string method, string grain)
    {
        _isHeld = call => Is(call, method, grain);
        return _arrived.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>Loses the calls of a method on a grain, whose callers get no answer.</summary>
    public void Lose(string method, string grain) => _isLost = call => Is(call, method, grain);

    /// <summary>Lets the calls go that were held, and loses no more.</summary>
    public void Release()
    {
        (_isHeld, _isLost) = (_ => false, _ => false);
        _release.TrySetResult();
    }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (_isHeld(context))
        {
            _arrived.TrySetResult();
            await _release.Task;
        }
        if (_isLost(context)) { throw new TimeoutException("The call got lost."); }
        await Serve(context);
    }

    private static bool Is(IIncomingGrainCallContext call, string method, string grain) =>
        call.InterfaceMethod?.Name == method && call.TargetId.Key.ToString() == grain;

    private Task Serve(IIncomingGrainCallContext context)
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
