using System.Net;
using Clearing.Access;
using Clearing.Connect;
using Clearing.Grains;
using Clearing.Grains.Audit;
using Clearing.Journal;
using Clearing.Sealing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Storage;

namespace Clearing.Hosting;

/// <summary>Runs the grains in this process, as a silo of an Orleans cluster.</summary>
public static class ClusterHost
{
    private const string Storage = "clearing";
    private const string Rows = "clearing rows";

    /// <summary>
    /// How long a stopping silo may take to finish its work, above all webhook deliveries.
    /// </summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Adds the journal, the silo and the grains; the host starts and stops them.
    /// </summary>
    /// <param name="builder">The builder of the host.</param>
    /// <param name="options">The journal and the cluster to join.</param>
    /// <exception cref="JournalOpenException">
    /// The journal cannot be opened; the message says why.
    /// </exception>
    /// <exception cref="WrongSettingException">The settings do not fit together.</exception>
    public static void AddClearingCluster(
        this IHostApplicationBuilder builder, ServerOptions options)
    {
        options.Check();
        options.CheckBoundary();
        var auth = SettingSection.Read<AuthOptions>(builder.Configuration, AuthOptions.Section);
        AuthOptions.RefuseIdle(builder.Configuration);
        CallerRule.Check(
            options, new TokenKeys(auth, TimeProvider.System), builder.Environment);
        if (options.Cluster.Clustering == Clustering.PostgreSql)
        {
            OrleansSchema.Check(options.Cluster.ConnectionString!);
        }
        var wrapper = JournalKeys.Wrapper(builder, options);
        var clock = AddClock(builder.Services, options);
        var journal = Journals.Open(options.ToJournal(), clock);
        AddKeys(builder.Services, options, wrapper, journal);
        builder.Services.AddSingleton(options.Quotas.ToQuota());
        builder.Services.AddSingleton(new BidGathering());
        builder.Services.AddSingleton<ISecretSource>(SystemSecrets.Instance);
        // A factory makes the container dispose the journal, which finishes pending appends.
        builder.Services.AddSingleton(_ => journal);
        builder.Services.AddSingleton<IJournal>(services =>
            services.GetRequiredService<GroupCommitJournal>());
        builder.Services.AddSingleton(services => new SealedJournal(
            services.GetRequiredService<IJournal>(), services.GetService<KeyRing>(),
            services.GetService<ChangedHeads>(), options.SealedFromStart));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopTimeout);
        builder.Services.Configure<LoggerFilterOptions>(QuietFalseAlarms);
        builder.UseOrleans(silo => Configure(silo, options));
    }

    // Servers of one database share its time; a standalone server has its machine's.
    private static TimeProvider AddClock(IServiceCollection services, ServerOptions options)
    {
        if (options.Provider != JournalProvider.PostgreSql)
        {
            services.AddSingleton(TimeProvider.System);
            return TimeProvider.System;
        }
        var clock = PostgresClock.Open(
            options.ConnectionString!, TimeProvider.System, options.MaxClockSkew);
        // A factory makes the container dispose it.
        services.AddSingleton(_ => clock);
        services.AddSingleton<TimeProvider>(provider =>
            provider.GetRequiredService<PostgresClock>());
        services.AddSingleton(options);
        services.AddHostedService<ClockKeeper>();
        return clock;
    }

    // The watchdog's first check always reports a stall as long as the machine's uptime. The
    // validator warns of reminders below a minute, which DutyPeriod is on purpose. The settings can
    // still set a level for these categories, because the last rule applies.
    private static void QuietFalseAlarms(LoggerFilterOptions filters)
    {
        foreach (var category in (string[])
            ["Orleans.Runtime.Watchdog", "Orleans.Hosting.ReminderOptionsValidator"])
        {
            filters.Rules.Insert(0, new LoggerFilterRule(null, category, LogLevel.Error, null));
        }
    }

    // The journal is open by now: only the server that has opened it may change its tables.
    private static void AddKeys(
        IServiceCollection services, ServerOptions options, IKeyWrapper? wrapper,
        GroupCommitJournal journal)
    {
        try
        {
            RefuseUnfinishedErasure(journal);
            JournalKeys.Add(services, options, wrapper);
            services.AddHostedService<JournalNotices>();
            services.AddSingleton<DeniedCalls>();
            services.AddSingleton<DeniedRecord>();
            services.AddHostedService<DeniedKeeper>();
        }
        catch
        {
            journal.DisposeAsync().AsTask().GetAwaiter().GetResult();
            throw;
        }
    }

    // Its keys may be half destroyed: what grains sealed with them would be lost. The names of its
    // events are readable without a key.
    private static void RefuseUnfinishedErasure(GroupCommitJournal journal)
    {
        if (ErasureState.IsOpen(journal).GetAwaiter().GetResult())
        {
            throw new WrongSettingException(
                "an erasure of a seller is not finished: finish it with `clearing erase` first.");
        }
    }

    private static void Configure(ISiloBuilder silo, ServerOptions options)
    {
        silo.Services.RememberContractNames();
        silo.Configure<ReminderOptions>(reminders =>
            reminders.MinimumReminderPeriod = RoundGrain.DutyPeriod);
        Boundary.AddTo(silo, options);
        if (options.Cluster.Clustering == Clustering.PostgreSql)
        {
            JoinOverPostgres(silo, options.Cluster);
        }
        else
        {
            StandAlone(silo, options);
        }
        PromptReminders.AddTo(silo.Services);
        EndingGrains.AddTo(silo.Services);
    }

    /// <summary>
    /// Uses one SQLite file for everything durable of a single process, or no durable storage.
    /// </summary>
    private static void StandAlone(ISiloBuilder silo, ServerOptions options)
    {
        var cluster = options.Cluster;
        var (siloPort, gatewayPort) = FreePort.For(cluster);
        silo.UseLocalhostClustering(
            siloPort, gatewayPort, new IPEndPoint(IPAddress.Loopback, siloPort),
            cluster.ServiceId, cluster.Id);
        // Callers outside this process can connect only if a port is configured.
        if (cluster.GatewayPort is null)
        {
            silo.Configure<EndpointOptions>(endpoints => endpoints.GatewayPort = 0);
        }
        if (options.Provider == JournalProvider.Memory)
        {
            silo.AddMemoryGrainStorage(Storage);
            silo.UseInMemoryReminderService();
            return;
        }
        var tables = Open(options.Path);
        silo.Services.AddSingleton(_ => tables);
        silo.Services.AddKeyedSingleton<IGrainStorage>(
            Storage,
            (services, _) => new SqliteGrainStorage(services.GetRequiredService<SqliteTables>()));
        silo.AddReminders();
        silo.Services.AddSingleton<IReminderTable, SqliteReminderTable>();
    }

    private static SqliteTables Open(string path)
    {
        try
        {
            return new SqliteTables(path);
        }
        catch (SqliteException failed)
        {
            throw new WrongSettingException(
                $"Journal:Path is '{path}'; the file cannot be used: {failed.Message}", failed);
        }
    }

    private static void JoinOverPostgres(ISiloBuilder silo, ClusterSettings cluster)
    {
        silo.Configure<ClusterOptions>(names =>
        {
            names.ClusterId = cluster.Id;
            names.ServiceId = cluster.ServiceId;
        });
        silo.Configure<ClusterMembershipOptions>(FailureDetection.Configure);
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, DeadSiloWait>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, SiloKeyCheck>();
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
        silo.Services.AddKeyedSingleton<IGrainStorage>(Storage, (services, _) =>
            new TextKeyStorage(services.GetRequiredKeyedService<IGrainStorage>(Rows)));
    }

    private static void ListenOn(ISiloBuilder silo, ClusterSettings cluster)
    {
        var (siloPort, gatewayPort) = FreePort.For(cluster);
        if (cluster.Address is { } address)
        {
            silo.ConfigureEndpoints(
                IPAddress.Parse(address), siloPort, gatewayPort, listenOnAnyHostAddress: false);
            return;
        }
        silo.ConfigureEndpoints(siloPort, gatewayPort, listenOnAnyHostAddress: true);
    }
}
