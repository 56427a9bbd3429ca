using Clearing.Embedded;
using Clearing.Grains;
using Clearing.Journal;
using Clearing.Sealing;

namespace Clearing.Silo;

/// <summary>Runs the grains in this process, on the embedded engine.</summary>
public static class ClusterHost
{
    /// <summary>Whether a server has the HTTP gateway unless it is told otherwise: yes.</summary>
    public static bool GatewayByDefault => true;

    /// <summary>
    /// Adds the journal, the engine and the grains; the host starts and stops them.
    /// </summary>
    /// <param name="builder">The host to be.</param>
    /// <param name="options">Where the journal is.</param>
    /// <exception cref="JournalOpenException">
    /// The journal cannot be opened; the message says why.
    /// </exception>
    /// <exception cref="WrongSettingException">The settings ask for a cluster of many.</exception>
    public static void AddClearingCluster(this IHostApplicationBuilder builder, SiloOptions options)
    {
        options.Check();
        if (options.Cluster.Clustering != Clustering.Localhost)
        {
            throw new WrongSettingException(
                $"Cluster:Clustering is {options.Cluster.Clustering}; this server has the embedded "
                + "engine, which is one process: it must be Localhost.");
        }
        var clock = TimeProvider.System;
        var journal = Journals.Open(options.ToJournal(), clock);
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton<ISecretSource>(SystemSecrets.Instance);
        // By a factory, so that the container disposes it: that finishes what is pending.
        builder.Services.AddSingleton(_ => journal);
        builder.Services.AddSingleton<IJournal>(services =>
            services.GetRequiredService<GroupCommitJournal>());
        builder.Services.AddEmbeddedEngine(engine =>
        {
            engine.AddGrains(typeof(RoundGrain).Assembly);
            engine.DatabasePath = options.Provider == JournalProvider.Memory ? null : options.Path;
        });
    }
}
