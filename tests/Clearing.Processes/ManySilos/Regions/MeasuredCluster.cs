using Clearing.Connect;
using Clearing.Sealing;
using Clearing.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Clearing.Processes.ManySilos.Regions;

/// <summary>A cluster of silo processes with its own journal and client.</summary>
internal sealed class MeasuredCluster : IAsyncDisposable
{
    private readonly List<SiloProcess> _silos = [];
    private readonly IHost _client;

    private MeasuredCluster(int count, IHost client) => (Silos, _client) = (count, client);

    /// <summary>How many silos it has.</summary>
    internal int Silos { get; }

    internal IGrainFactory Grains => _client.Services.GetRequiredService<IClusterClient>();

    /// <summary>Starts one; several can share a database.</summary>
    /// <param name="postgres">The database, which has Orleans' tables.</param>
    /// <param name="count">How many silos.</param>
    /// <param name="logs">The folder for the silos' logs.</param>
    /// <param name="key">The file of the silos' key.</param>
    internal static async Task<MeasuredCluster> Start(PostgresServer postgres, int count, string logs, string key)
    {
        var name = $"silos_{count}";
        var cluster = new MeasuredCluster(count, Client(postgres, name));
        var sealing = Path.Combine(logs, "journal-keys");
        if (!File.Exists(sealing)) { KeyFile.Add(sealing, "regions", SystemSecrets.Instance); }
        for (var n = 1; n <= count; n++)
        {
            cluster._silos.Add(await SiloProcess.Start(
                "clearing-silo", Path.Combine(logs, $"{name}-{n}.log"), "--no-auth",
                "--Journal:Provider=PostgreSql", $"--Journal:Schema={name}",
                $"--Journal:KeyFile={sealing}",
                $"--Journal:ConnectionString={postgres.ConnectionString}",
                "--Cluster:Clustering=PostgreSql", $"--Cluster:Id={name}",
                $"--Cluster:ServiceId={name}", "--Cluster:Address=127.0.0.1",
                "--Cluster:Tls=off", $"--Cluster:SiloKeyFile={key}",
                "--Cluster:SiloPort=0", "--Cluster:GatewayPort=0"));
        }
        await cluster._client.StartAsync();
        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        await _client.StopAsync();
        _client.Dispose();
        foreach (var silo in _silos) { silo.Dispose(); }
    }

    private static IHost Client(PostgresServer postgres, string name)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.AddClearingClient(new ClusterAddress
        {
            Id = name,
            ServiceId = name,
            ConnectionString = postgres.ConnectionString,
            Tls = new TlsSetting(IsOff: true, Files: null),
        });
        return builder.Build();
    }
}
