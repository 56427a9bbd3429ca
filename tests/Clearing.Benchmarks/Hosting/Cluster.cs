using Clearing.Hosting;
using Clearing.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Clearing.Benchmarks;

/// <summary>A server as it ships: journal, silo and grains, in this process.</summary>
public sealed class Cluster : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly DirectoryInfo _folder;

    private Cluster(IHost host, DirectoryInfo folder) => (_host, _folder) = (host, folder);

    /// <summary>Calls grains.</summary>
    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    /// <summary>The journal beneath.</summary>
    public GroupCommitJournal Journal => _host.Services.GetRequiredService<GroupCommitJournal>();

    /// <summary>Starts one over a journal.</summary>
    /// <param name="options">The journal.</param>
    /// <param name="keys">The file of the key that seals it.</param>
    /// <param name="tables">
    /// The SQLite file of reminders and snapshots where the journal is in PostgreSQL; null for one
    /// that is deleted with the server.
    /// </param>
    public static async Task<Cluster> Start(
        JournalOptions options, string keys, string? tables = null)
    {
        var folder = Directory.CreateTempSubdirectory("clearing-benchmark-");
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.ClearProviders();
        builder.AddClearingCluster(new ServerOptions
        {
            Provider = options.Provider,
            Path = options.Path ?? tables ?? Path.Combine(folder.FullName, "clearing.db"),
            ConnectionString = options.ConnectionString,
            Schema = options.Schema,
            Writers = options.Writers,
            KeyFile = keys,
            Quotas = new QuotaSettings { OpenBids = 1_000_000, Commands = 100_000_000 },
        });
        // Sellers that had a long life leave a snapshot: many of them take longer than the default.
        builder.Services.Configure<HostOptions>(
            host => host.ShutdownTimeout = TimeSpan.FromMinutes(10));
        builder.Services.Configure<SiloMessagingOptions>(
            messaging => messaging.ResponseTimeout = TimeSpan.FromMinutes(10));
        builder.Services.Configure<ClientMessagingOptions>(
            messaging => messaging.ResponseTimeout = TimeSpan.FromMinutes(10));
        var host = builder.Build();
        await host.StartAsync();
        return new Cluster(host, folder);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
