using System.Collections.Immutable;
using Clearing.Contracts;
using Clearing.Hosting;
using Clearing.Journal;
using Clearing.Market;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Clearing.Client.Demo;

/// <summary>The real grains over a real file, in this program.</summary>
internal sealed class DemoCluster : IAsyncDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(5);
    private static readonly DateOnly FirstDay = new(2026, 6, 14);
    private readonly IHost _host;

    private DemoCluster(IHost host, string path, StoryClock clock)
    {
        _host = host;
        Path = path;
        Clock = clock;
        Grains = host.Services.GetRequiredService<IGrainFactory>();
    }

    /// <summary>The database file.</summary>
    internal string Path { get; }

    /// <summary>The clock of the grains, which the story sets.</summary>
    internal StoryClock Clock { get; }

    internal IGrainFactory Grains { get; }

    /// <summary>Starts the cluster on a new file.</summary>
    internal static async Task<DemoCluster> Start(string path)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.AddClearingCluster(new ServerOptions
        {
            Provider = JournalProvider.Sqlite,
            Path = path,
            // Nothing in the demonstration is secret, and other commands read its journal too.
            Unsealed = true,
        });
        var clock = new StoryClock(FirstDay);
        builder.Services.AddSingleton<TimeProvider>(clock);
        var host = builder.Build();
        await host.StartAsync();
        return new DemoCluster(host, path, clock);
    }

    internal IRoundGrain Round(string market) => Grains.GetGrain<IRoundGrain>(market);

    internal ISellerGrain Seller(string seller) => Grains.GetGrain<ISellerGrain>(seller);

    /// <summary>Opens a market, or throws with the refusal.</summary>
    internal async Task Open(string market, MarketConfig config)
    {
        var status = await Round(market).Open(config);
        Demand(status == OpenStatus.Opened, $"{market} does not open: {status}");
    }

    /// <summary>
    /// Places bids one after the other, so that the market numbers them in this order.
    /// </summary>
    internal async Task Place(string market, IEnumerable<Bid> bids)
    {
        foreach (var bid in bids)
        {
            var receipt = await Seller(bid.Seller).Place(market, bid);
            Demand(receipt.Status == BidStatus.Accepted, $"{bid.Id} is refused: {receipt.Status}");
        }
    }

    /// <summary>Clears a round and waits until every seller is notified.</summary>
    internal async Task<RoundReport> Clear(string market, RoundTerms terms)
    {
        var receipt = await Round(market).Clear(terms);
        Demand(
            receipt.Status == ClearStatus.Cleared,
            $"{market} round {terms.Round} does not clear: {receipt.Status}");
        await AllTold(market);
        return receipt.Report!;
    }

    /// <summary>Settles a market and waits until every statement is final.</summary>
    internal async Task Settle(string market)
    {
        var status = await Round(market).Settle();
        Demand(status == SettleStatus.Settled, $"{market} does not settle: {status}");
        await AllTold(market);
    }

    /// <summary>All awards of a cleared round.</summary>
    internal async Task<ImmutableArray<Award>> Awards(string market, int round) =>
        await Round(market).Awards(round, skip: 0, most: int.MaxValue);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable disposable) { await disposable.DisposeAsync(); }
    }

    internal static void Demand(bool holds, string otherwise)
    {
        if (!holds) { throw new CommandException(ExitCode.Differences, $"clearing: {otherwise}"); }
    }

    private async Task AllTold(string market)
    {
        while ((await Round(market).Report()).Untold > 0) { await Task.Delay(BetweenLooks); }
    }
}
