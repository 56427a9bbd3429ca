using System.Runtime.CompilerServices;
using Clearing.Gateway.Tests;
using Microsoft.AspNetCore.Hosting;
using OpenTelemetry.Metrics;

[assembly: HostingStartup(typeof(FewSeries))]

namespace Clearing.Gateway.Tests;

/// <summary>Lets a server's measures reserve room for few series.</summary>
/// <remarks>
/// Otherwise each measure reserves room for 2,000 when its server starts, some 11 MB together, and the suite starts
/// well over a hundred servers.
/// </remarks>
public sealed class FewSeries : IHostingStartup
{
    /// <summary>Servers in processes of their own cannot load this assembly: leave it out for them.</summary>
    internal const string Variable = "ASPNETCORE_HOSTINGSTARTUPASSEMBLIES";

    private const int Series = 200;

    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services =>
        services.ConfigureOpenTelemetryMeterProvider(meters =>
            meters.AddView(_ => new MetricStreamConfiguration { CardinalityLimit = Series })));

    // Servers ask this variable which assemblies have a say in how they start.
    [ModuleInitializer]
    internal static void Announce() => Environment.SetEnvironmentVariable(
        Variable, typeof(FewSeries).Assembly.GetName().Name);
}
