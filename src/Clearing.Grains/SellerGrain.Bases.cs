using Clearing.Market;

namespace Clearing.Grains;

// Caps of markets follow the seller's base, not only with its next bid.
public sealed partial class SellerGrain
{
    private static readonly TimeSpan HandAgain = TimeSpan.FromSeconds(10);

    // The latest call to each market.
    private readonly Dictionary<string, Task> _hands = new(StringComparer.Ordinal);

    // Markets that did not take the base after a bid, whose sender has its answer and does not come again.
    private HashSet<string>? _unhanded;
    private IGrainTimer? _handing;

    private Task HandBase(BaseAllocation allocation) => Task.WhenAll(
        State.Unsettled(allocation).Select(market => HandBase($"{market}", market)));

    // One at a time: what is under way ends with the latest base, and an older one cannot overtake it.
    private Task HandBase(string market, MarketKey key) =>
        _hands.TryGetValue(market, out var underWay) && !underWay.IsCompleted
            ? underWay
            : _hands[market] = HandLatest(market, key);

    private async Task HandLatest(string market, MarketKey key)
    {
        while (true)
        {
            var limit = State.BaseOf(key);
            await Round(market).TakeBase(Seller, limit);
            if (State.BaseOf(key) == limit) { return; }
        }
    }

    private async Task HandUntilTaken(string market, MarketKey key)
    {
        try
        {
            await HandBase(market, key);
        }
        catch (Exception)
        {
            (_unhanded ??= new(StringComparer.Ordinal)).Add(market);
            _handing ??= this.RegisterGrainTimer(
                _ => HandUnhanded(),
                new GrainTimerCreationOptions(HandAgain, HandAgain) { Interleave = true, KeepAlive = true });
        }
    }

    private async Task HandUnhanded()
    {
        await Task.WhenAll(_unhanded!.ToArray().Select(async market =>
        {
            await HandBase(market, MarketKey.Parse(market)).WaitAsync(Ending);
            _unhanded!.Remove(market);
        }));
        // A bid may have left another one meanwhile.
        if (_unhanded!.Count > 0) { return; }
        _handing?.Dispose();
        _handing = null;
    }
}
