using Clearing.Connect;
using Clearing.Contracts;
using Clearing.Journal;
using Clearing.Market;
using Clearing.Processes.ManySilos.Network;
using Clearing.Sealing;
using Clearing.Testing;
using Clearing.Verification;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Clearing.Processes.ManySilos;

/// <summary>PostgreSQL, three silos, a gateway, and a client in this process.</summary>
internal sealed class ProcessCluster : IAsyncDisposable
{
    private const int SilosAtStart = 3;
    // The certificates name it, too.
    private const string Name = "clearing";

    private static readonly string[] Names = [$"--Cluster:Id={Name}", $"--Cluster:ServiceId={Name}"];

    private readonly string _folder = Directory.CreateTempSubdirectory("clearing-processes-").FullName;
    private readonly ClusterFiles _files;
    private readonly SiloNetwork? _network;
    private readonly List<SiloProcess> _silos = [];
    private IHost? _client;
    private int _started;

    private ProcessCluster(PostgresServer postgres, SiloNetwork? network)
    {
        Postgres = postgres;
        _network = network;
        _files = new ClusterFiles(_folder);
    }

    internal PostgresServer Postgres { get; }

    internal ClusterFiles Files => _files;

    /// <summary>The silos that run, the oldest first.</summary>
    internal IReadOnlyList<SiloProcess> Silos
    {
        get { lock (_silos) { return [.. _silos]; } }
    }

    internal SiloProcess Gateway { get; private set; } = null!;

    internal IGrainFactory Grains => _client!.Services.GetRequiredService<IClusterClient>();

    /// <summary>Starts the whole cluster.</summary>
    /// <param name="scripts">Orleans' scripts.</param>
    /// <param name="network">A network with a cable per silo; null for loopback.</param>
    /// <param name="folder">The folder of the database; null for a temporary one.</param>
    internal static async Task<ProcessCluster> Start(
        string scripts, SiloNetwork? network = null, string? folder = null)
    {
        var place = new PostgresPlace();
        if (folder is not null) { place = place with { Parent = folder }; }
        if (network is not null)
        {
            place = place with { Address = SiloNetwork.Host, Admits = SiloNetwork.All };
        }
        var cluster = new ProcessCluster(
            await PostgresServer.StartAt(place, "max_connections=300", "max_wal_size=512MB"), network);
        Say($"PostgreSQL on port {cluster.Postgres.Port}; logs in {cluster._folder}");
        for (var again = 0; again < 2; again++)
        {
            await SiloProcess.Run(
                "clearing-silo", cluster.Log("schema"),
                ["schema", "--scripts", scripts, .. cluster.SettingsAt(null)]);
        }
        await Task.WhenAll(Enumerable.Range(0, SilosAtStart).Select(_ => cluster.StartSilo()));
        await cluster.StartGateway();
        await cluster.Connect();
        return cluster;
    }

    internal static void Say(string what) =>
        Console.WriteLine($"{DateTime.UtcNow:HH:mm:ss} {what}");

    /// <summary>The calls that follow are those of a seller.</summary>
    internal void ActForSeller(string seller) =>
        CallContext.ActFor(_files.TokenOf("seller", seller));

    /// <summary>The calls that follow are those of an operator of all regions.</summary>
    internal void ActForOperator() => CallContext.ActFor(_files.TokenOf("operator", "olga"));

    internal IRoundGrain Round(string market) => Grains.GetGrain<IRoundGrain>(market);

    internal async Task<SiloProcess> StartSilo()
    {
        var number = Interlocked.Increment(ref _started);
        var place = _network?.Add();
        var silo = await SiloProcess.StartAt(
            place, "clearing-silo", Log($"silo-{number}"),
            [.. SettingsAt(place), "--Cluster:SiloPort=0", "--Cluster:GatewayPort=0"]);
        lock (_silos) { _silos.Add(silo); }
        Say($"silo {number} is ready");
        return silo;
    }

    /// <summary>Removes a silo from the cluster's list; the caller must end it.</summary>
    internal SiloProcess Take(SiloProcess? silo = null)
    {
        lock (_silos)
        {
            silo ??= _silos[0];
            _silos.Remove(silo);
            return silo;
        }
    }

    /// <summary>Kills all silos at once and starts as many.</summary>
    internal async Task ReplaceAll()
    {
        await Task.WhenAll(Silos.Select(silo => Take(silo).Kill()));
        await Task.WhenAll(Enumerable.Range(0, SilosAtStart).Select(_ => StartSilo()));
    }

    /// <summary>Kills the gateway and starts another one at the same port.</summary>
    internal async Task RestartGateway()
    {
        var port = Gateway.Port;
        await Gateway.Kill();
        Gateway.Dispose();
        await StartGateway(port);
    }

    /// <summary>Lists what is wrong with the journal, compared with the clients' answers.</summary>
    internal async Task<IReadOnlyList<string>> Verify(
        IEnumerable<(string Market, Bid Bid)> acknowledged,
        IReadOnlyList<(string Market, Award Award)> awards)
    {
        var options = new JournalOptions
        {
            Provider = JournalProvider.PostgreSql,
            ConnectionString = Postgres.ConnectionString,
        };
        await using var stored = Journals.OpenForReading(options);
        await using var table = Journals.OpenKeys(options, reading: true);
        var ring = await KeyRing.OpenForReading(
            table, KeyFile.Read(_files.JournalKeys, SystemSecrets.Instance),
            SystemSecrets.Instance);
        await using var journal = new OpenedJournal(stored, ring);
        using var snapshots = new PostgresSnapshots(Postgres.ConnectionString);
        var check = await new JournalCheck(stored, snapshots, new(table, ring)).Run();
        Say($"{check.Streams.Count} streams, {check.Events} events, {check.Snapshots} snapshots");
        List<string> wrong =
        [
            .. await Verification.Run(journal, acknowledged, awards),
            .. check.Violations.Select(violation => $"{violation}"),
        ];
        if (check.Snapshots == 0) { wrong.Add("no snapshot was looked at"); }
        foreach (var one in wrong.Take(20)) { Say(one); }
        Say(wrong.Count == 0 ? "nothing lost, nothing twice" : $"{wrong.Count} violations");
        return wrong;
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not null) { await _client.StopAsync(); }
        Gateway?.Dispose();
        foreach (var silo in Silos) { silo.Dispose(); }
        await Postgres.DisposeAsync();
    }

    private string Log(string name) => Path.Combine(_folder, $"{name}.log");

    private string[] SettingsAt(NetworkPlace? place) =>
    [
        "--Journal:Provider=PostgreSql", $"--Journal:ConnectionString={Postgres.ConnectionString}",
        $"--Journal:KeyFile={_files.JournalKeys}", "--Cluster:Clustering=PostgreSql",
        .. Names, $"--Cluster:Address={place?.Address ?? "127.0.0.1"}",
        $"--Cluster:SiloKeyFile={_files.SiloKey}", .. _files.TlsOf("silo"),
        .. _files.TokenSettings,
    ];

    private async Task StartGateway(int port = 0) => Gateway = await SiloProcess.StartAt(
        null, "clearing", Log("gateway"),
        [
            "gateway", .. Names, .. _files.TokenSettings, .. _files.TlsOf("gateway"),
            $"--Cluster:ConnectionString={Postgres.ConnectionString}",
        ], port);

    /// <summary>A client of the cluster, which is not started yet.</summary>
    internal HostApplicationBuilder Client()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.AddClearingClient(new ClusterAddress
        {
            Id = Name,
            ServiceId = Name,
            ConnectionString = Postgres.ConnectionString,
            Tls = _files.OfClients,
        });
        return builder;
    }

    private async Task Connect()
    {
        _client = Client().Build();
        await _client.StartAsync();
    }
}
