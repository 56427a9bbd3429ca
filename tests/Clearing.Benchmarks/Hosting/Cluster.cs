using Clearing.Embedded;
using Clearing.Grains;
using Clearing.Journal;
using Clearing.Sealing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Clearing.Benchmarks;

/// <summary>A server as it ships: journal, embedded engine and grains, in this process.</summary>
public sealed class Cluster : IAsyncDisposable
{
    private readonly IHost _host;

    private Cluster(IHost host) => _host = host;

    /// <summary>Calls grains.</summary>
    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    /// <summary>The journal beneath.</summary>
    public GroupCommitJournal Journal => _host.Services.GetRequiredService<GroupCommitJournal>();

    /// <summary>Starts one over a journal.</summary>
    public static async Task<Cluster> Start(JournalOptions options)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.ClearProviders();
        var journal = Journals.Open(options, TimeProvider.System);
        // Sellers that had a long life leave a snapshot: many of them take longer than the default.
        builder.Services.Configure<HostOptions>(
            host => host.ShutdownTimeout = TimeSpan.FromMinutes(10));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ISecretSource>(SystemSecrets.Instance);
        builder.Services.AddSingleton(_ => journal);
        builder.Services.AddSingleton<IJournal>(
            services => services.GetRequiredService<GroupCommitJournal>());
        builder.Services.AddEmbeddedEngine(engine =>
        {
            engine.AddGrains(typeof(RoundGrain).Assembly);
            engine.DatabasePath = options.Path;
            engine.ResponseTimeout = TimeSpan.FromMinutes(10);
        });
        var host = builder.Build();
        await host.StartAsync();
        return new Cluster(host);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
