using System.Diagnostics;
using Clearing.Contracts;
using Clearing.Market;
using Clearing.Processes.ManySilos.Network;
using static Clearing.Processes.ManySilos.ProcessCluster;

namespace Clearing.Processes.ManySilos.Chaos;

/// <summary>
/// Runs a cluster under load, injects one fault after the other, measures how long callers wait,
/// and checks the journal.
/// </summary>
internal sealed class ChaosRun : IAsyncDisposable
{
    // This many acknowledged bids show that the cluster works again.
    private const int Burst = 500;
    private const int Callers = 24;
    private const int HttpCallers = 6;
    private static readonly TimeSpan Felt = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly string[] Markets =
        [.. Enumerable.Range(1, 9).Select(n => $"region-{n}/standard/2026-Q4")];

    private readonly Volume? _volume;
    private readonly SiloNetwork? _network;
    private readonly SilenceTable _table = new();
    private readonly List<string> _wrong = [];
    private Load _load = null!;

    private ChaosRun(Volume? volume, SiloNetwork? network, ProcessCluster cluster)
    {
        _volume = volume;
        _network = network;
        Cluster = cluster;
    }

    internal ProcessCluster Cluster { get; }

    /// <summary>A disk that can be filled; null if this machine does not allow one.</summary>
    internal Volume? Volume => _volume;

    /// <summary>True if the cables of silos can be cut.</summary>
    internal bool HasCables => _network is not null;

    /// <summary>Starts the cluster.</summary>
    /// <param name="scripts">Orleans' scripts.</param>
    internal static async Task<ChaosRun> Start(string scripts)
    {
        var (volume, noVolume) = Volume.Make();
        if (volume is null) { Say($"no full disk here: {noVolume}"); }
        var (network, noNetwork) = SiloNetwork.Make();
        if (network is null) { Say($"no cut network here: {noNetwork}"); }
        try
        {
            return new(
                volume, network, await ProcessCluster.Start(scripts, network, volume?.Folder));
        }
        catch
        {
            network?.Dispose();
            volume?.Dispose();
            throw;
        }
    }

    /// <summary>Runs everything; true if nothing is wrong at the end.</summary>
    internal async Task<bool> Go(ChaosOptions options)
    {
        Cluster.ActForOperator();
        await Task.WhenAll(Markets.Select(market => Retry.Until(
            () => Cluster.Round(market).Open(new MarketConfig()),
            status => status == OpenStatus.Opened)));
        _load = new Load(Cluster, Markets, Callers, HttpCallers);
        await _load.Flows(Burst);
        for (var run = 1; run <= options.Runs; run++)
        {
            foreach (var fault in options.Names) { await Faults.All[fault](this); }
        }
        var big = new BigRounds(this);
        if (options.Big) { await big.Go(options.Runs); }
        await _load.Stop();
        Say($"{_load.Acknowledged.Count} bids acknowledged, {_load.Unanswered} calls sent again");
        var awards = await ClearAndTell();
        await SnapshotOf(awards[0].Award.Seller, awards[0].Market);
        _table.Print(Console.Out);
        _wrong.AddRange(await Cluster.Verify(
            _load.Acknowledged.Concat(big.Market.Acknowledged), [.. awards, .. big.Market.Awards]));
        foreach (var one in _wrong) { Say($"WRONG: {one}"); }
        return _wrong.Count == 0;
    }

    /// <summary>Notes a violation; the run continues.</summary>
    internal void Wrong(string what)
    {
        Say($"WRONG: {what}");
        _wrong.Add(what);
    }

    /// <summary>Completes when bids flow before a fault; silence counts from here.</summary>
    internal async Task Flows()
    {
        await _load.Flows(Burst);
        _load.TakeLongestGap();
    }

    /// <summary>
    /// Lasts as long as a fault that makes every answer impossible. It begins with the silence, and
    /// later silence counts from its end.
    /// </summary>
    /// <param name="fault">What happened.</param>
    /// <param name="lasts">How long it lasts.</param>
    internal async Task Silences(string fault, TimeSpan lasts)
    {
        if (!await _load.FallsSilent(Felt, Patience)) { Wrong($"{fault}: bids are acknowledged"); }
        await Task.Delay(lasts - Felt);
        _load.CountFromNow();
    }

    /// <summary>
    /// Completes when bids flow after a fault, and notes how long no caller was answered.
    /// </summary>
    /// <param name="fault">What happened.</param>
    internal async Task Resumes(string fault)
    {
        var unanswered = _load.Unanswered;
        await _load.Flows(Burst);
        var silence = _load.TakeLongestGap();
        Say($"{fault}: longest silence {silence.TotalSeconds:F1} s, "
            + $"{_load.Unanswered - unanswered} calls sent again");
        Note(fault, silence);
    }

    /// <summary>Notes a time.</summary>
    internal void Note(string fault, TimeSpan time) => _table.Add(fault, time);

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        _network?.Dispose();
        _volume?.Dispose();
    }

    private async Task<List<(string Market, Award Award)>> ClearAndTell()
    {
        var terms = new RoundTerms(1, new CubicFeet(2_000));
        List<(string, Award)> awards = [];
        foreach (var market in Markets)
        {
            await Retry.Until(
                () => Cluster.Round(market).Clear(terms),
                receipt => receipt.Status == ClearStatus.Cleared);
            awards.AddRange(await Telling.Awards(Cluster, market, terms.Round));
        }
        return awards;
    }

    // A snapshot is written after 200 events of a seller, and the check needs one.
    private async Task SnapshotOf(string seller, string market)
    {
        Cluster.ActForSeller(seller);
        for (var n = 1; n <= 250; n++)
        {
            var report = new SalesReport($"sale-{n}", market, new Money(1));
            await Retry.Until(
                () => Cluster.Grains.GetGrain<ISellerGrain>(seller).ReportSales(report),
                status => status == ReportStatus.Recorded);
        }
    }
}
