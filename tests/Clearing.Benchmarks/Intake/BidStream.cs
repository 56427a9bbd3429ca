using System.Collections.Immutable;
using Clearing.Contracts;
using Clearing.Market;
using static Clearing.Benchmarks.WrongResultException;

namespace Clearing.Benchmarks;

/// <summary>Callers that place bids through seller grains, each for a seller of its own.</summary>
public sealed class BidStream(IGrainFactory grains, string[] markets, int perCall)
{
    private long _last;
    private long _accepted;

    /// <summary>Bids accepted so far.</summary>
    public long Accepted => Interlocked.Read(ref _accepted);

    /// <summary>Opens the markets.</summary>
    public async Task Open()
    {
        foreach (var market in markets)
        {
            var status = await grains.GetGrain<IRoundGrain>(market).Open(new MarketConfig());
            Unless(status == OpenStatus.Opened);
        }
    }

    /// <summary>One call; completes when its bids are durable.</summary>
    public async Task Place(int caller)
    {
        var seller = $"seller-{caller:D7}";
        var market = markets[caller % markets.Length];
        var grain = grains.GetGrain<ISellerGrain>(seller);
        if (perCall == 1)
        {
            var receipt = await grain.Place(market, NewBid(seller));
            Unless(receipt.Status == BidStatus.Accepted);
        }
        else
        {
            ImmutableArray<Bid> bids = [.. Enumerable.Range(0, perCall).Select(_ => NewBid(seller))];
            var receipts = await grain.PlaceMany(market, bids);
            Unless(receipts.All(receipt => receipt.Status == BidStatus.Accepted));
        }
        Interlocked.Add(ref _accepted, perCall);
    }

    /// <summary>
    /// Accepted bids stand in their markets' books, as far as markets tell: by powers of ten.
    /// </summary>
    public async Task Check()
    {
        var from = 0L;
        foreach (var market in markets)
        {
            from += (await grains.GetGrain<IRoundGrain>(market).Report()).OpenBidsFrom;
        }
        Unless(from <= Accepted && Accepted <= 10 * from);
    }

    private Bid NewBid(string seller)
    {
        var number = Interlocked.Increment(ref _last);
        return new Bid(
            $"bid-{number:D9}", seller, new Fee(number * 7919 % 20_000_000),
            new CubicFeet(number % 5_000 + 1));
    }
}
