using System.Diagnostics;
using Clearing.Connect;
using Clearing.Contracts;
using Clearing.Journal;
using Clearing.Market;
using Clearing.Sealing;
using Clearing.Testing;
using Clearing.Verification;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Clearing.Processes.ManySilos;

/// <summary>PostgreSQL, three silos, a gateway and load; kills; and what is left in the journal.</summary>
internal sealed class MultiProcessRun : IAsyncDisposable
{
    private const int Silos = 3;

    // So many acknowledged bids show that all is well again.
    private const int Burst = 500;
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);
    private static readonly string[] Markets =
        [.. Enumerable.Range(1, 9).Select(n => $"region-{n}/standard/2026-Q4")];

    private readonly string _folder = Directory.CreateTempSubdirectory("clearing-processes-").FullName;
    private readonly PostgresServer _postgres;
    private readonly List<SiloProcess> _silos = [];
    private SiloProcess? _gateway;
    private IHost? _client;
    private int _started;

    private readonly string _siloKey;

    private MultiProcessRun(PostgresServer postgres)
    {
        _postgres = postgres;
        _siloKey = SiloKeyFile.In(_folder);
    }

    private string[] Database =>
    [
        "--Journal:Provider=PostgreSql", $"--Journal:ConnectionString={_postgres.ConnectionString}",
        "--Cluster:Clustering=PostgreSql", "--Cluster:Address=127.0.0.1", "--Cluster:Tls=off",
        $"--Cluster:SiloKeyFile={_siloKey}",
        $"--Journal:KeyFile={Keys}",
    ];

    private string Keys => Path.Combine(_folder, "keys");

    private IGrainFactory Grains => _client!.Services.GetRequiredService<IClusterClient>();

    internal static async Task<MultiProcessRun> Start(string scripts)
    {
        var run = new MultiProcessRun(await PostgresServer.Start("max_connections=300"));
        KeyFile.Add(run.Keys, "silos", SystemSecrets.Instance);
        Say($"PostgreSQL on port {run._postgres.Port}; logs in {run._folder}");
        for (var again = 0; again < 2; again++)
        {
            await SiloProcess.Run(
                "clearing-silo", run.Log("schema"), ["schema", "--scripts", scripts, .. run.Database]);
        }
        await Task.WhenAll(Enumerable.Range(0, Silos).Select(_ => run.StartSilo()));
        run._gateway = await SiloProcess.Start(
            "clearing", run.Log("gateway"), "gateway", "--no-auth", "--Cluster:Tls=off",
            $"--Cluster:ConnectionString={run._postgres.ConnectionString}");
        await run.Connect();
        return run;
    }

    /// <summary>The whole story; true when nothing is wrong at its end.</summary>
    internal async Task<bool> Go(int kills)
    {
        await Task.WhenAll(Markets.Select(market => Until(
            () => Round(market).Open(new MarketConfig()), status => status == OpenStatus.Opened)));
        var load = new Load(Grains, Markets, callers: 24, _gateway!.Url, httpCallers: 6);
        await load.Flows(Burst);
        for (var n = 1; n <= kills; n++) { await KillOne(load, n); }
        await RollOne(load);
        await KillAll(load);
        await load.Stop();
        Say($"{load.Acknowledged.Count} bids acknowledged, {load.Unanswered} calls sent again");
        IReadOnlyList<(string, Award)> awards =
        [
            .. await ClearAndTell(1, ReplaceAll),
            .. await ClearAndTell(2, StopOne),
        ];
        return await Verify(load, awards);
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not null) { await _client.StopAsync(); }
        _gateway?.Dispose();
        foreach (var silo in _silos) { silo.Dispose(); }
        await _postgres.DisposeAsync();
    }

    private static void Say(string what) =>
        Console.WriteLine($"{DateTime.UtcNow:HH:mm:ss} {what}");

    private string Log(string name) => Path.Combine(_folder, $"{name}.log");

    private IRoundGrain Round(string market) => Grains.GetGrain<IRoundGrain>(market);

    private async Task StartSilo()
    {
        var number = Interlocked.Increment(ref _started);
        var silo = await SiloProcess.Start(
            "clearing-silo", Log($"silo-{number}"),
            [.. Database, "--Cluster:SiloPort=0", "--Cluster:GatewayPort=0"]);
        lock (_silos) { _silos.Add(silo); }
        Say($"silo {number} is ready");
    }

    private async Task Connect()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.AddClearingClient(new ClusterAddress
        {
            ConnectionString = _postgres.ConnectionString,
            Tls = new TlsSetting(IsOff: true, Files: null),
            CallTimeout = CallTimeout,
        });
        _client = builder.Build();
        await _client.StartAsync();
    }

    private async Task KillOne(Load load, int number)
    {
        var silo = _silos[0];
        _silos.RemoveAt(0);
        load.TakeLongestGap();
        await silo.Kill();
        silo.Dispose();
        var since = Stopwatch.GetTimestamp();
        await load.Flows(Burst);
        Say($"kill -9 {number}: {Burst} more bids after {Stopwatch.GetElapsedTime(since).TotalSeconds:F1} s, "
            + $"longest silence {load.TakeLongestGap().TotalSeconds:F1} s");
        await StartSilo();
        await load.Flows(Burst);
    }

    private async Task RollOne(Load load)
    {
        await StartSilo();
        load.TakeLongestGap();
        var silo = _silos[0];
        _silos.RemoveAt(0);
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
        await ReplaceAll();
        await load.Flows(Burst);
        Say($"kill -9 of all: {Burst} more bids {Stopwatch.GetElapsedTime(since).TotalSeconds:F1} s later, "
            + $"longest silence {load.TakeLongestGap().TotalSeconds:F1} s");
    }

    // A round is cleared and, while the silos tell its winners, something happens to them.
    private async Task<IReadOnlyList<(string Market, Award Award)>> ClearAndTell(
        int round, Func<Task> happens)
    {
        var terms = new RoundTerms(round, new CubicFeet(2_000));
        await Task.WhenAll(Markets.Select(market => Until(
            () => Round(market).Clear(terms), receipt => receipt.Status == ClearStatus.Cleared)));
        await happens();
        List<(string, Award)> awards = [];
        foreach (var market in Markets)
        {
            await Until(() => Round(market).Report(), report => report.Untold == 0);
            var granted = await Until(
                () => Round(market).Awards(round, skip: 0, most: int.MaxValue), _ => true);
            awards.AddRange(granted.Select(award => (market, award)));
        }
        Say($"round {round}: all told, {awards.Count} awards");
        return awards;
    }

    // A snapshot is written after 200 events of a seller: there must be one to look at.
    private async Task ReportSales((string Market, Award Award) awarded)
    {
        for (var n = 1; n <= 250; n++)
        {
            var report = new SalesReport($"sale-{n}", awarded.Market, new Money(1));
            await Until(
                () => Grains.GetGrain<ISellerGrain>(awarded.Award.Seller).ReportSales(report),
                status => status == ReportStatus.Recorded);
        }
    }

    private async Task ReplaceAll()
    {
        await Task.WhenAll(_silos.Select(silo => silo.Kill()));
        _silos.Clear();
        await Task.WhenAll(Enumerable.Range(0, Silos).Select(_ => StartSilo()));
    }

    private async Task StopOne()
    {
        var silo = _silos[0];
        _silos.RemoveAt(0);
        var since = Stopwatch.GetTimestamp();
        var code = await silo.Stop();
        Say($"SIGTERM while it tells: ended with {code} after "
            + $"{Stopwatch.GetElapsedTime(since).TotalSeconds:F1} s");
        if (code != 0) { throw new InvalidOperationException($"SIGTERM ended a silo with {code}."); }
    }

    private async Task<bool> Verify(Load load, IReadOnlyList<(string, Award)> awards)
    {
        await ReportSales(awards[0]);
        var options = new JournalOptions
        {
            Provider = JournalProvider.PostgreSql,
            ConnectionString = _postgres.ConnectionString,
        };
        await using var stored = Journals.OpenForReading(options);
        await using var table = Journals.OpenKeys(options, reading: true);
        var ring = await KeyRing.OpenForReading(
            table, KeyFile.Read(Keys, SystemSecrets.Instance), SystemSecrets.Instance);
        await using var journal = new OpenedJournal(stored, ring);
        using var snapshots = new PostgresSnapshots(_postgres.ConnectionString);
        var check = await new JournalCheck(stored, snapshots, new(table, ring)).Run();
        Say($"{check.Streams.Count} streams, {check.Events} events, {check.Snapshots} snapshots");
        List<string> wrong =
        [
            .. await Verification.Run(journal, load.Acknowledged, awards),
            .. check.Violations.Select(violation => $"{violation}"),
        ];
        if (check.Snapshots == 0) { wrong.Add("no snapshot was looked at"); }
        foreach (var one in wrong.Take(20)) { Say(one); }
        Say(wrong.Count == 0 ? "nothing lost, nothing twice" : $"{wrong.Count} violations");
        return wrong.Count == 0;
    }

    private static async Task<T> Until<T>(Func<Task<T>> call, Func<T, bool> holds)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                var answer = await call();
                if (holds(answer)) { return answer; }
            }
            catch (Exception unknown) when (
                Stopwatch.GetElapsedTime(since) < TimeSpan.FromMinutes(3)
                && unknown is OutcomeUnknownException or TimeoutException or OrleansException)
            {
                // No answer is not a no: it is sent again.
            }
            await Task.Delay(50);
        }
    }
}
