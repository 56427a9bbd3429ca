using System.Diagnostics;
using Clearing.Contracts;
using Clearing.Market;
using static Clearing.Processes.ManySilos.ProcessCluster;

namespace Clearing.Processes.ManySilos;

/// <summary>Runs a cluster under load, kills silos, and checks the journal.</summary>
internal sealed class MultiProcessRun : IAsyncDisposable
{
    // This many acknowledged bids show that the cluster works again.
    private const int Burst = 500;
    private static readonly string[] Markets =
        [.. Enumerable.Range(1, 9).Select(n => $"region-{n}/standard/2026-Q4")];

    private readonly ProcessCluster _cluster;

    private MultiProcessRun(ProcessCluster cluster) => _cluster = cluster;

    internal static async Task<MultiProcessRun> Start(string scripts) =>
        new(await ProcessCluster.Start(scripts));

    /// <summary>Runs everything; true if nothing is wrong at the end.</summary>
    internal async Task<bool> Go(int kills)
    {
        _cluster.ActForOperator();
        await Task.WhenAll(Markets.Select(market => Retry.Until(
            () => _cluster.Round(market).Open(new MarketConfig()),
            status => status == OpenStatus.Opened)));
        var load = new Load(_cluster, Markets, callers: 24, httpCallers: 6);
        await load.Flows(Burst);
        for (var n = 1; n <= kills; n++) { await KillOne(load, n); }
        await RollOne(load);
        await KillAll(load);
        await load.Stop();
        Say($"{load.Acknowledged.Count} bids acknowledged, {load.Unanswered} calls sent again");
        IReadOnlyList<(string Market, Award Award)> awards =
        [
            .. await ClearAndTell(1, _cluster.ReplaceAll),
            .. await ClearAndTell(2, StopOne),
        ];
        await ReportSales(awards[0]);
        return (await _cluster.Verify(load.Acknowledged, awards)).Count == 0;
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    private async Task KillOne(Load load, int number)
    {
        load.TakeLongestGap();
        using (var silo = _cluster.Take()) { await silo.Kill(); }
        var since = Stopwatch.GetTimestamp();
        await load.Flows(Burst);
        Say($"kill -9 {number}: {Burst} more bids after {Stopwatch.GetElapsedTime(since).TotalSeconds:F1} s, "
            + $"longest silence {load.TakeLongestGap().TotalSeconds:F1} s");
        await _cluster.StartSilo();
        await load.Flows(Burst);
    }

    private async Task RollOne(Load load)
    {
        await _cluster.StartSilo();
        load.TakeLongestGap();
        var silo = _cluster.Take();
        var unanswered = load.Unanswered;
        var since = Stopwatch.GetTimestamp();
        var code = await silo.Stop();
        var took = Stopwatch.GetElapsedTime(since);
        await load.Flows(Burst);
        Say($"SIGTERM: ended with {code} after {took.TotalSeconds:F1} s, longest silence "
            + $"{load.TakeLongestGap().TotalSeconds:F1} s, {load.Unanswered - unanswered} calls sent again");
    }

    private async Task KillAll(Load load)
    {
        load.TakeLongestGap();
        var since = Stopwatch.GetTimestamp();
        await _cluster.ReplaceAll();
        await load.Flows(Burst);
        Say($"kill -9 of all: {Burst} more bids {Stopwatch.GetElapsedTime(since).TotalSeconds:F1} s later, "
            + $"longest silence {load.TakeLongestGap().TotalSeconds:F1} s");
    }

    // Clears a round, and lets something happen to the silos while they notify its winners.
    private async Task<IReadOnlyList<(string Market, Award Award)>> ClearAndTell(
        int round, Func<Task> happens)
    {
        var terms = new RoundTerms(round, new CubicFeet(2_000));
        await Task.WhenAll(Markets.Select(market => Retry.Until(
            () => _cluster.Round(market).Clear(terms),
            receipt => receipt.Status == ClearStatus.Cleared)));
        await happens();
        List<(string, Award)> awards = [];
        foreach (var market in Markets)
        {
            awards.AddRange(await Telling.Awards(_cluster, market, round));
        }
        Say($"round {round}: all told, {awards.Count} awards");
        return awards;
    }

    // A snapshot is written after 200 events of a seller, and the check needs one.
    private async Task ReportSales((string Market, Award Award) awarded)
    {
        _cluster.ActForSeller(awarded.Award.Seller);
        for (var n = 1; n <= 250; n++)
        {
            var report = new SalesReport($"sale-{n}", awarded.Market, new Money(1));
            await Retry.Until(
                () => _cluster.Grains.GetGrain<ISellerGrain>(awarded.Award.Seller).ReportSales(report),
                status => status == ReportStatus.Recorded);
        }
    }

    private async Task StopOne()
    {
        var silo = _cluster.Take();
        var since = Stopwatch.GetTimestamp();
        var code = await silo.Stop();
        Say($"SIGTERM while it tells: ended with {code} after "
            + $"{Stopwatch.GetElapsedTime(since).TotalSeconds:F1} s");
        if (code != 0) { throw new InvalidOperationException($"SIGTERM ended a silo with {code}."); }
    }
}
