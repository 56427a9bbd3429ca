using System.Net;
using System.Net.Sockets;
using Clearing.Access;
using Clearing.Connect;
using Clearing.Contracts;
using Clearing.Hosting;
using Clearing.Journal;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Clearing.Cluster.Tests.Boundary;

/// <summary>A silo with a port for clients and keys for callers, as an operator starts it.</summary>
public sealed class GuardedSilo : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clearing-boundary-").FullName;
    private IHost? _silo;
    private IHost? _client;

    internal int Port { get; } = FreePort();

    internal IClusterClient Client => _client!.Services.GetRequiredService<IClusterClient>();

    /// <summary>The files that the silo wrote for clients on its machine.</summary>
    internal TlsFiles Files => new(
        Path.Combine(_folder, "c.db.tls", "gateway.pem"), Path.Combine(_folder, "c.db.tls", "gateway.key"),
        Path.Combine(_folder, "c.db.tls", "authority.pem"));

    private string KeyFile => Path.Combine(_folder, "development.key");

    public async Task InitializeAsync()
    {
        TokenOf("seller", "acme");
        await Start();
    }

    public async Task DisposeAsync()
    {
        await Stop();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Stops the silo in order, and starts it with the same journal.</summary>
    internal async Task Restart()
    {
        await Stop();
        await Start();
    }

    private async Task Start()
    {
        var builder = Host.CreateApplicationBuilder(
            new HostApplicationBuilderSettings { EnvironmentName = Environments.Development });
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("Gateway:Auth:DevelopmentKeyFile", KeyFile)]);
        builder.AddClearingCluster(new ServerOptions
        {
            Provider = JournalProvider.Sqlite,
            Unsealed = true,
            Path = Path.Combine(_folder, "c.db"),
            Cluster = new ClusterSettings { GatewayPort = Port },
        });
        _silo = builder.Build();
        await _silo.StartAsync();
        _client = NewClient(new TlsSetting(IsOff: false, Files));
        await _client.StartAsync();
    }

    private async Task Stop()
    {
        await _client!.StopAsync();
        _client.Dispose();
        await _silo!.StopAsync();
        await ((IAsyncDisposable)_silo).DisposeAsync();
    }

    /// <summary>A client that is not started yet.</summary>
    internal IHost NewClient(TlsSetting tls)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.AddClearingClient(new ClusterAddress { GatewayPort = Port, Tls = tls });
        return builder.Build();
    }

    /// <summary>Makes the following calls act for a caller; null for no caller.</summary>
    internal void ActFor(string? role, string subject = "", params string[] regions) =>
        CallContext.ActFor(role is null ? null : TokenOf(role, subject, regions));

    internal string TokenOf(string role, string subject, params string[] regions) =>
        DevelopmentTokens.Create(KeyFile, role, subject, regions, DateTime.UtcNow.AddHours(1));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
