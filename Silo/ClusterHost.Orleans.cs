using System.Net;
using Clearing.Journal;
using Clearing.Sealing;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Storage;

namespace Clearing.Silo;

/// <summary>Runs the grains in this process, as a silo of an Orleans cluster.</summary>
public static class ClusterHost
{
    /// <summary>Whether a silo has the HTTP gateway unless it is told otherwise: no.</summary>
    public static bool GatewayByDefault => false;

    private const string Rows = "clearing rows";

    /// <summary>How long a stopping silo may finish what it began, deliveries above all.</summary>
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Adds the journal, the silo and the grains; the host starts and stops them.
    /// </summary>
    /// <param name="builder">The host to be.</param>
    /// <param name="options">Where the journal is and which cluster to join.</param>
    /// <exception cref="JournalOpenException">
    /// The journal cannot be opened; the message says why.
    /// </exception>
    /// <exception cref="WrongSettingException">The settings do not fit together.</exception>
    public static void AddClearingCluster(this IHostApplicationBuilder builder, SiloOptions options)
    {
        options.Check();
        if (options.Cluster.Clustering == Clustering.PostgreSql)
        {
            OrleansSchema.Check(options.Cluster.ConnectionString!);
        }
        var clock = TimeProvider.System;
        var journal = Journals.Open(options.ToJournal(), clock);
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton<ISecretSource>(SystemSecrets.Instance);
        // By a factory, so that the container disposes it: that finishes what is pending.
        builder.Services.AddSingleton(_ => journal);
        builder.Services.AddSingleton<IJournal>(services =>
            services.GetRequiredService<GroupCommitJournal>());
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestStop);
        builder.UseOrleans(silo => Configure(silo, options));
    }

    private static void Configure(ISiloBuilder silo, SiloOptions options)
    {
        // Every failure crosses the call as itself, also one of a database's driver.
        silo.Services.Configure<ExceptionSerializationOptions>(exceptions =>
            exceptions.SupportedExceptionTypeFilter = _ => true);
        silo.AddActivityPropagation();
        if (options.Cluster.Clustering == Clustering.PostgreSql)
        {
            JoinOverPostgres(silo, options.Cluster);
            return;
        }
        StandAlone(silo, options);
    }

    /// <summary>
    /// One machine: snapshots in memory, which costs time and no facts; reminders on disk.
    /// </summary>
    private static void StandAlone(ISiloBuilder silo, SiloOptions options)
    {
        var cluster = options.Cluster;
        var siloPort = FreePort.Or(cluster.SiloPort);
        silo.UseLocalhostClustering(
            siloPort, FreePort.Or(cluster.GatewayPort), new IPEndPoint(IPAddress.Loopback, siloPort),
            cluster.ServiceId, cluster.Id);
        silo.AddMemoryGrainStorage("clearing");
        if (options.Provider == JournalProvider.Memory)
        {
            silo.UseInMemoryReminderService();
            return;
        }
        silo.AddReminders();
        silo.Services.AddSingleton<IReminderTable>(_ => new SqliteReminderTable(options.Path));
    }

    private static void JoinOverPostgres(ISiloBuilder silo, ClusterSettings cluster)
    {
        silo.Configure<ClusterOptions>(names =>
        {
            names.ClusterId = cluster.Id;
            names.ServiceId = cluster.ServiceId;
        });
        // A silo that died without a word holds up those that start until its entry is old: 30 s.
        silo.Configure<ClusterMembershipOptions>(membership =>
            membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(10));
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, DeadNeighbours>();
        ListenOn(silo, cluster);
        silo.UseAdoNetClustering(db =>
        {
            db.Invariant = OrleansSchema.Invariant;
            db.ConnectionString = cluster.ConnectionString;
        });
        silo.UseAdoNetReminderService(db =>
        {
            db.Invariant = OrleansSchema.Invariant;
            db.ConnectionString = cluster.ConnectionString;
        });
        silo.AddAdoNetGrainStorage(Rows, db =>
        {
            db.Invariant = OrleansSchema.Invariant;
            db.ConnectionString = cluster.ConnectionString;
            db.GrainStorageSerializer = new SnapshotSerializer();
        });
        silo.Services.AddKeyedSingleton<IGrainStorage>("clearing", (services, _) =>
            new TextKeyStorage(services.GetRequiredKeyedService<IGrainStorage>(Rows)));
    }

    private static void ListenOn(ISiloBuilder silo, ClusterSettings cluster)
    {
        var siloPort = FreePort.Or(cluster.SiloPort);
        var gatewayPort = FreePort.Or(cluster.GatewayPort);
        if (cluster.Address is { } address)
        {
            silo.ConfigureEndpoints(
                IPAddress.Parse(address), siloPort, gatewayPort, listenOnAnyHostAddress: false);
            return;
        }
        silo.ConfigureEndpoints(siloPort, gatewayPort, listenOnAnyHostAddress: true);
    }
}
