using Clearing.Contracts;
using Clearing.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Clearing.Processes.ManySilos.Chaos;

/// <summary>Finds the silo of a market, as a client with the silos' key.</summary>
internal sealed class HostFinder : IAsyncDisposable
{
    private readonly ProcessCluster _cluster;
    private readonly IHost _insider;

    private HostFinder(ProcessCluster cluster, IHost insider)
    {
        _cluster = cluster;
        _insider = insider;
    }

    internal static async Task<HostFinder> Of(ProcessCluster cluster)
    {
        var builder = cluster.Client();
        builder.Services.AddSingleton(SiloKeys.Read(cluster.Files.SiloKey));
        builder.Services.AddSingleton<IOutgoingGrainCallFilter, SiloProofFilter>();
        var insider = builder.Build();
        await insider.StartAsync();
        return new(cluster, insider);
    }

    /// <summary>The silo of a market; any silo if it is not known.</summary>
    internal async Task<SiloProcess> HostOf(string market)
    {
        var grains = _insider.Services.GetRequiredService<IClusterClient>();
        var host = await Retry.Until<SiloAddress?>(
            async () => await grains.GetGrain<IManagementGrain>(0)
                .GetActivationAddress(grains.GetGrain<IRoundGrain>(market)),
            _ => true);
        return _cluster.Silos.FirstOrDefault(silo => silo.Place is { } place
            && place.Address == host?.Endpoint.Address.ToString())
            ?? _cluster.Silos[0];
    }

    public async ValueTask DisposeAsync()
    {
        await _insider.StopAsync();
        _insider.Dispose();
    }
}
