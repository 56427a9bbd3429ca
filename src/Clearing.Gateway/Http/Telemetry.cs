using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Clearing.Gateway;

/// <summary>Sends measures and traces to a collector if <c>Otlp:Endpoint</c> names one.</summary>
/// <remarks>OTLP over HTTP: <c>/v1/metrics</c> and <c>/v1/traces</c> of that address.</remarks>
public static class Telemetry
{
    /// <summary>Reads section <c>Otlp</c>; adding it again changes nothing.</summary>
    /// <remarks>For a process without the gateway too.</remarks>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">The host's configuration.</param>
    /// <exception cref="WrongSettingException">A setting is wrong.</exception>
    public static IServiceCollection AddClearingTelemetry(
        this IServiceCollection services, IConfiguration configuration)
    {
        if (services.Any(known => known.ServiceType == typeof(TelemetryOptions)))
        {
            return services;
        }
        var options =
            SettingSection.Read<TelemetryOptions>(configuration, TelemetryOptions.Section);
        services.AddSingleton(options);
        if (options.Endpoint is not { } text) { return services; }
        if (!Uri.TryCreate(text, UriKind.Absolute, out var collector))
        {
            throw new WrongSettingException(
                $"{TelemetryOptions.Section}:{nameof(TelemetryOptions.Endpoint)} is '{text}'; "
                + "it must be an http or https address.");
        }
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("clearing"))
            .WithMetrics(meters => meters
                .AddMeter(
                    GatewayMetrics.Meter, WebhookMetrics.Meter, "Clearing.Grains",
                    "Clearing.Journal",
                    "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
                    "System.Runtime")
                .AddOtlpExporter(to => Aim(to, collector, "v1/metrics")))
            .WithTracing(traces => traces
                .AddSource(
                    "Microsoft.AspNetCore", "Microsoft.Orleans.Application", "Clearing.Journal")
                .AddOtlpExporter(to => Aim(to, collector, "v1/traces")));
        return services;
    }

    private static void Aim(OtlpExporterOptions to, Uri collector, string path)
    {
        to.Protocol = OtlpExportProtocol.HttpProtobuf;
        to.Endpoint = new Uri(collector, path);
    }
}
