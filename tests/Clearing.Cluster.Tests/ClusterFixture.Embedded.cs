using Clearing.Embedded;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Clearing.Cluster.Tests;

/// <summary>A running cluster: here, an engine in this process.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    private IHost? host;

    /// <summary>Calls grains from outside.</summary>
    public IGrainFactory Grains => host!.Services.GetRequiredService<IGrainFactory>();

    public async Task InitializeAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddEmbeddedEngine(
            options => options.AddGrains(typeof(ClusterFixture).Assembly));
        host = builder.Build();
        await host.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await host!.StopAsync();
        host.Dispose();
    }
}
