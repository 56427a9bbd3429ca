using Clearing.Contracts;
using Clearing.Embedded;
using Clearing.Grains;
using Clearing.Journal;
using Clearing.Sealing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Clearing.Cluster.Tests.Market;

/// <summary>The market's grains in a cluster that can die: here, an engine in this process.</summary>
public sealed class MarketCluster : IAsyncDisposable
{
    private ProcessStore? _store;
    private IHost? _host;

    private MarketCluster(Disk disk) => Disk = disk;

    public Disk Disk { get; }

    public Gate Gate { get; } = new();

    /// <summary>Where webhooks send to.</summary>
    internal Inbox Inbox { get; } = new();

    public IGrainFactory Grains => _host!.Services.GetRequiredService<IGrainFactory>();

    /// <summary>Starts a cluster on a disk, also beside another one.</summary>
    public static async Task<MarketCluster> Start(Disk? disk = null)
    {
        var cluster = new MarketCluster(disk ?? new());
        await cluster.Start();
        return cluster;
    }

    /// <summary>The process dies, whatever it was at, and another one takes over the disk.</summary>
    public async Task Crash()
    {
        await Die();
        await Start();
    }

    /// <summary>The process stops as an operator asks it to, and another one takes over the disk.</summary>
    public async Task Restart()
    {
        await _host!.StopAsync();
        await Start();
    }

    public async ValueTask DisposeAsync() => await Die();

    private async Task Die()
    {
        _store!.Die();
        Gate.Open();
        await _host!.StopAsync();
        _host.Dispose();
    }

    private async Task Start()
    {
        _store = new(Disk.Journal, Gate);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IJournal>(new GroupCommitJournal(_store));
        builder.Services.AddSingleton<IWebhookSender>(Inbox);
        builder.Services.AddSingleton<ISecretSource>(SystemSecrets.Instance);
        builder.Services.AddSingleton(Inbox.Pace);
        builder.Services.AddSingleton<IGrainStateStore>(Disk.Snapshots);
        builder.Services.AddSingleton(new SnapshotPolicy(OnLeaving: 1));
        builder.Services.AddSingleton<IReminderStore>(Disk.Reminders);
        builder.Services.AddEmbeddedEngine(engine => engine.AddGrains(typeof(RoundGrain).Assembly));
        _host = builder.Build();
        await _host.StartAsync();
    }
}
