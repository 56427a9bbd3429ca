using System.Collections.Concurrent;
using Clearing.Contracts;
using Clearing.Grains;
using Clearing.Journal;
using Clearing.Sealing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Clearing.Cluster.Tests.Market;

/// <summary>The market's grains in a cluster that can die: Orleans silos in this process.</summary>
public sealed class MarketCluster : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(8);

    private readonly ConcurrentDictionary<string, ProcessStore> _stores = new();
    private readonly short _silos;
    private readonly TimeSpan _answer;
    private readonly bool _ownsDisk;
    private InProcessTestCluster? _cluster;

    private MarketCluster(Disk? disk, short silos, TimeSpan answer)
    {
        (Disk, _silos, _answer) = (disk ?? new Disk(), silos, answer);
        _ownsDisk = disk is null;
    }

    public Disk Disk { get; }

    public Gate Gate { get; } = new();

    public Deliveries Deliveries { get; } = new();

    /// <summary>The receivers of webhooks.</summary>
    internal Inbox Inbox { get; } = new();

    public IGrainFactory Grains => Running.Client;

    /// <summary>The silos, their client, and the places of grains.</summary>
    internal InProcessTestCluster Running => _cluster!;

    /// <summary>Starts a cluster on a disk, which another cluster may share.</summary>
    /// <param name="disk">The disk; null for one of its own.</param>
    /// <param name="silos">How many silos there are.</param>
    /// <param name="answer">How long a call may take; null for 8 s.</param>
    public static async Task<MarketCluster> Start(
        Disk? disk = null, short silos = 1, TimeSpan? answer = null)
    {
        var cluster = new MarketCluster(disk, silos, answer ?? Soon);
        await cluster.Start();
        return cluster;
    }

    /// <summary>Kills all silos at once, and starts others on the same disk.</summary>
    public async Task Crash()
    {
        await Die();
        await Start();
    }

    /// <summary>Stops the silos as an operator does, and starts others on the same disk.</summary>
    /// <param name="whileDown">What happens to the disk in between; null for nothing.</param>
    public async Task Restart(Func<Task>? whileDown = null)
    {
        await Running.StopAllSilosAsync();
        await Running.DisposeAsync();
        if (whileDown is not null) { await whileDown(); }
        await Start();
    }

    /// <summary>Kills one silo, which the others must detect.</summary>
    internal async Task Kill(InProcessSiloHandle silo)
    {
        _stores[silo.Name].Die();
        Gate.Open();
        await Running.KillSiloAsync(silo);
    }

    public async ValueTask DisposeAsync()
    {
        await Die();
        if (_ownsDisk) { Disk.Dispose(); }
    }

    private async Task Die()
    {
        foreach (var store in _stores.Values) { store.Die(); }
        Gate.Open();
        // To dispose of a running silo means to stop it in order, which waits for what died.
        await Task.WhenAll(Running.Silos.ToArray().Select(Running.KillSiloAsync));
        await Running.DisposeAsync();
    }

    private async Task Start()
    {
        _stores.Clear();
        var builder = new InProcessTestClusterBuilder(_silos);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSiloHost((_, host) => host.Logging.ClearProviders());
        builder.ConfigureSilo((options, silo) => Configure(options.SiloName, silo));
        builder.ConfigureClient(client => client.Configure<ClientMessagingOptions>(
            messaging => messaging.ResponseTimeout = _answer));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    private void Configure(string name, ISiloBuilder silo)
    {
        var store = _stores[name] = new ProcessStore(Disk.Journal, Gate);
        var journal = new GroupCommitJournal(store);
        silo.Services.AddSingleton<IJournal>(journal);
        silo.Services.AddSingleton(new SealedJournal(journal, Disk.OpenKeys()));
        silo.Services.AddSingleton(new BidGathering());
        silo.Services.AddSingleton<IWebhookSender>(Inbox);
        silo.Services.AddSingleton<ISecretSource>(SystemSecrets.Instance);
        silo.Services.AddSingleton(Inbox.Pace);
        silo.Services.AddKeyedSingleton<IGrainStorage>("clearing", Disk.Snapshots);
        silo.Services.AddSingleton(new SnapshotPolicy(WhileActive: 4, OnLeaving: 1, OfMarket: 3));
        silo.AddIncomingGrainCallFilter(Deliveries);
        EndingGrains.AddTo(silo.Services);
        silo.AddReminders();
        silo.Services.AddSingleton<IReminderTable>(Disk.Reminders);
        silo.Configure<ReminderOptions>(reminders =>
        {
            reminders.RefreshReminderListPeriod = TimeSpan.FromSeconds(1);
            reminders.MinimumReminderPeriod = RoundGrain.DutyPeriod;
        });
        silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = _answer);
        // By default every silo reserves room for a million places.
        silo.Configure<GrainDirectoryOptions>(directory => directory.CacheSize = 1_000);
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = TimeSpan.FromSeconds(1);
            // Votes on a silo that answered a moment ago wait for three times this, by default a minute.
            membership.MaxProbeTimeout = TimeSpan.FromSeconds(1);
            membership.NumVotesForDeathDeclaration = 1;
        });
    }
}
