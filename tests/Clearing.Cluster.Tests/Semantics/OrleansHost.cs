using Clearing.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace Clearing.Cluster.Tests.Semantics;

/// <summary>One Orleans silo and its client in this process, in real time.</summary>
public class OrleansHost : GrainHost, IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clearing-semantics-");
    private readonly MovedClock _clock = new();
    private SqliteTables? _tables;
    private InProcessTestCluster? _cluster;

    public override IGrainFactory Grains => _cluster!.Client;

    public override TimeSpan Moment => TimeSpan.FromMilliseconds(100);

    /// <summary>No call takes as long, however busy the machine is.</summary>
    public override TimeSpan ResponseTimeout => TimeSpan.FromSeconds(30);

    public override TimeSpan ReminderPeriod => TimeSpan.FromSeconds(1);

    public override Task Run(Func<Task> test) => test();

    public override Task Wait(TimeSpan time) => Task.Delay(time);

    public override void MoveClock(TimeSpan by) => _clock.Move(by);

    public override async Task Restart()
    {
        await _cluster!.DisposeAsync();
        await Start();
    }

    public async Task InitializeAsync()
    {
        _tables = new(Path.Combine(_folder.FullName, "clearing.db"));
        await Start();
    }

    public async Task DisposeAsync()
    {
        await _cluster!.DisposeAsync();
        _tables!.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task Start()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddKeyedSingleton<Orleans.Storage.IGrainStorage>(
                "clearing", new SqliteGrainStorage(_tables!));
            silo.Services.AddSingleton<TimeProvider>(_clock);
            silo.AddReminders();
            silo.Services.AddSingleton<IReminderTable>(new SqliteReminderTable(_tables!));
            PromptReminders.AddTo(silo.Services);
            silo.Configure<ReminderOptions>(reminders =>
            {
                reminders.MinimumReminderPeriod = TimeSpan.FromMilliseconds(100);
                reminders.RefreshReminderListPeriod = TimeSpan.FromSeconds(1);
            });
            silo.Configure<SiloMessagingOptions>(messaging =>
                messaging.ResponseTimeout = ResponseTimeout);
        });
        builder.ConfigureClient(client => client.Configure<ClientMessagingOptions>(messaging =>
            messaging.ResponseTimeout = ResponseTimeout));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }
}
