using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Clearing.Embedded;

/// <summary>Puts the engine in a host.</summary>
public static class EngineHosting
{
    /// <summary>
    /// Adds the engine, <see cref="IGrainFactory"/>, and a hosted service that starts and stops
    /// it with the host. Seams that are registered before are used: <see cref="TimeProvider"/>,
    /// <see cref="ITurnQueue"/>, <see cref="ICallPath"/>, <see cref="IGrainStateStore"/> and
    /// <see cref="IReminderStore"/>.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Names the grain classes at least.</param>
    public static IServiceCollection AddEmbeddedEngine(
        this IServiceCollection services, Action<EmbeddedEngineOptions> configure)
    {
        var options = new EmbeddedEngineOptions();
        configure(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ITurnQueue, ThreadPoolTurnQueue>();
        if (options.DatabasePath is { } path)
        {
            services.TryAddSingleton(_ => new SqliteTables(path));
            services.TryAddSingleton<IGrainStateStore, SqliteGrainStateStore>();
            services.TryAddSingleton<IReminderStore, SqliteReminderStore>();
        }
        services.TryAddSingleton<IGrainStateStore, MemoryGrainStateStore>();
        services.TryAddSingleton<IReminderStore, MemoryReminderStore>();
        services.AddSingleton(provider => new EmbeddedEngine(options, provider, SeamsOf(provider)));
        services.AddSingleton<IGrainFactory>(
            provider => provider.GetRequiredService<EmbeddedEngine>());
        return services.AddHostedService<Host>();
    }

    private static EmbeddedEngineSeams SeamsOf(IServiceProvider provider) => new()
    {
        Turns = provider.GetRequiredService<ITurnQueue>(),
        Path = provider.GetService<ICallPath>(),
        Time = provider.GetRequiredService<TimeProvider>(),
        States = provider.GetRequiredService<IGrainStateStore>(),
        Reminders = provider.GetRequiredService<IReminderStore>(),
    };

    private sealed class Host(EmbeddedEngine engine) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) =>
            engine.StartAsync(cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) =>
            engine.StopAsync(cancellationToken);
    }
}
