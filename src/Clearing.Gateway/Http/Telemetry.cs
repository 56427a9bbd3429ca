using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Clearing.Gateway;

/// <summary>Sends measures and traces to a collector if <c>Otlp:Endpoint</c> names one.</summary>
/// <remarks>OTLP over HTTP: <c>/v1/metrics</c> and <c>/v1/traces</c> of that address.</remarks>
/// <param name="configuration">The host's configuration.</param>
internal sealed class Telemetry(IConfiguration configuration) : IHostedService, IDisposable
{
    private static readonly ResourceBuilder Service =
        ResourceBuilder.CreateDefault().AddService("clearing");
    private MeterProvider? _meters;
    private TracerProvider? _traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration["Otlp:Endpoint"] is not { } text) { return Task.CompletedTask; }
        if (!Uri.TryCreate(text, UriKind.Absolute, out var collector)
            || collector.Scheme is not ("http" or "https"))
        {
            throw new ArgumentException("Otlp:Endpoint must be an http or https address.");
        }
        _meters = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(Service)
            .AddMeter(
                Measures.Meter, WebhookMeasures.Meter, "Clearing.Grains", "Clearing.Journal",
                "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
            .AddOtlpExporter(to => Aim(to, collector, "v1/metrics"))
            .Build();
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(Service)
            .AddSource(
                "Microsoft.AspNetCore", "Microsoft.Orleans.Application", "Clearing.Journal")
            .AddOtlpExporter(to => Aim(to, collector, "v1/traces"))
            .Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _traces?.Dispose();
        _meters?.Dispose();
    }

    private static void Aim(OtlpExporterOptions to, Uri collector, string path)
    {
        to.Protocol = OtlpExportProtocol.HttpProtobuf;
        to.Endpoint = new Uri(collector, path);
    }
}
