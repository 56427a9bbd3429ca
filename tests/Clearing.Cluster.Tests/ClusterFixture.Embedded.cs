using Clearing.Embedded;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Clearing.Cluster.Tests;

/// <summary>A running cluster: here, an engine in this process.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    private IHost? _host;

    /// <summary>Calls grains from outside.</summary>
    public IGrainFactory Grains => _host!.Services.GetRequiredService<IGrainFactory>();

    public async Task InitializeAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddEmbeddedEngine(
            options => options.AddGrains(typeof(ClusterFixture).Assembly));
        _host = builder.Build();
        await _host.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _host!.StopAsync();
        _host.Dispose();
    }
}
