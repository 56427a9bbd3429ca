using System.Collections.Concurrent;
using Clearing.Cluster.Tests.Market;
using Clearing.Market;

namespace Clearing.Cluster.Tests.Silos;

/// <summary>Sellers that bid without a pause until they are stopped.</summary>
internal sealed class Pouring
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task[] _sellers;

    internal Pouring(Bidding[] markets, int sellers) =>
        _sellers = [.. Enumerable.Range(1, sellers).Select(n => Bid(markets, $"p{n}"))];

    /// <summary>The ids of the bids that were acknowledged, by market.</summary>
    internal ConcurrentQueue<(string Market, string Bid)> Acknowledged { get; } = [];

    /// <summary>Completes when the given number of further bids is acknowledged.</summary>
    internal Task Flows(int more)
    {
        var from = Acknowledged.Count;
        return Eventually.Holds(
            () => _sellers.FirstOrDefault(seller => seller.IsFaulted) is { } failed
                ? Failed(failed)
                : Task.FromResult(Acknowledged.Count >= from + more),
            "bids are answered");
    }

    private static async Task<bool> Failed(Task seller)
    {
        await seller;
        return false;
    }

    /// <summary>Lets every seller finish its bid; a refused or unanswered one fails.</summary>
    internal async Task Stop()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_sellers);
    }

    private async Task Bid(Bidding[] markets, string seller)
    {
        for (var n = 1; !_stop.IsCancellationRequested; n++)
        {
            var market = markets[n % markets.Length];
            var id = $"{seller}-{n}";
            var receipt = await Eventually.Answered(
                () => market.TryPlace(seller, id, n % 5 + 1, 10));
            Assert.Equal(BidStatus.Accepted, receipt.Status);
            Acknowledged.Enqueue((market.Market, id));
        }
    }
}
