using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Clearing.Gateway;

/// <summary>
/// Exposes metrics to Prometheus at <c>/metrics</c>, and sends metrics and traces to a collector if
/// <c>Otlp:Endpoint</c> names one.
/// </summary>
/// <remarks>It sends OTLP over HTTP to <c>/v1/metrics</c> and <c>/v1/traces</c> there.</remarks>
public static class Telemetry
{
    /// <summary>The path that Prometheus reads.</summary>
    internal const string MetricsPath = "/metrics";

    /// <summary>Adds telemetry from the section <c>Otlp</c>. Idempotent.</summary>
    /// <remarks>It also serves a process without the gateway.</remarks>
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
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("clearing"))
            .WithMetrics(meters => meters
                .AddMeter(
                    GatewayMetrics.Meter, WebhookMetrics.Meter, "Clearing.Grains",
                    "Clearing.Journal",
                    "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
                    "System.Runtime")
                .AddPrometheusExporter());
        if (options.Endpoint is not { } text) { return services; }
        if (!Uri.TryCreate(text, UriKind.Absolute, out var collector))
        {
            throw new WrongSettingException(
                $"{TelemetryOptions.Section}:{nameof(TelemetryOptions.Endpoint)} is '{text}'; "
                + "it must be an http or https address.");
        }
        telemetry
            .WithMetrics(meters => meters.AddOtlpExporter(to => Aim(to, collector, "v1/metrics")))
            .WithTracing(traces => traces
                .AddSource(
                    "Microsoft.AspNetCore", "Microsoft.Orleans.Application", "Clearing.Journal")
                .AddProcessor(new UnnamedTargets())
                .AddOtlpExporter(to => Aim(to, collector, "v1/traces")));
        return services;
    }

    /// <summary>Maps <c>/metrics</c>, which Prometheus reads, for auditors and operators.</summary>
    /// <remarks>
    /// The metrics cover the whole process and no single region, so an operator must operate every
    /// region to read them. They name no seller, market or amount.
    /// </remarks>
    internal static void MapMetrics(this WebApplication app) =>
        app.MapPrometheusScrapingEndpoint(MetricsPath)
            .WithMetadata(
                new HttpMethodMetadata([HttpMethods.Get]), new Allow(Role.Operator | Role.Auditor));

    private static void Aim(OtlpExporterOptions to, Uri collector, string path)
    {
        to.Protocol = OtlpExportProtocol.HttpProtobuf;
        to.Endpoint = new Uri(collector, path);
    }
}
