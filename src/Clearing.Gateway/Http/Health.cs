using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Clearing.Gateway;

/// <summary>The probes of an orchestrator: is the process alive, and is it ready?</summary>
public static class Health
{
    /// <summary>Adds health checks, with a first one for the start of the process.</summary>
    /// <param name="services">The server's services.</param>
    /// <returns>A builder for further checks; the process is ready if all pass.</returns>
    public static IHealthChecksBuilder AddHealth(this IServiceCollection services) =>
        services.AddHealthChecks().AddCheck<ServingCheck>("serving");

    /// <summary>
    /// Maps <c>/health/live</c>, which returns 200 while the process serves, and
    /// <c>/health/ready</c>, which returns 200 if all health checks pass, and otherwise 503 with
    /// the reason of the first one that fails.
    /// </summary>
    /// <param name="app">The server.</param>
    public static void MapHealth(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var get = new HttpMethodMetadata([HttpMethods.Get]);
        var noQuery = new Marks.QueryNames([], Required: false);
        app.MapHealthChecks("/health/live", new HealthCheckOptions
        {
            Predicate = _ => false,
            ResponseWriter = (context, _) => Write(context, "live"),
        }).WithMetadata(get, noQuery);
        app.MapHealthChecks("/health/ready", new HealthCheckOptions
        {
            ResponseWriter = (context, report) => Write(context, Reason(report)),
        }).WithMetadata(get, noQuery);
    }

    /// <summary>A check's result from the reason of its failure; null if it passes.</summary>
    public static HealthCheckResult Result(string? failure) =>
        failure is null ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(failure);

    private static Task Write(HttpContext context, string text)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text);
    }

    private static string Reason(HealthReport report) =>
        report.Entries.Values.FirstOrDefault(check => check.Status != HealthStatus.Healthy)
            .Description ?? (report.Status == HealthStatus.Healthy ? "ready" : "a check failed");

    private sealed class ServingCheck(IHostApplicationLifetime life) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(Result(
                life.ApplicationStopping.IsCancellationRequested ? "stopping"
                : life.ApplicationStarted.IsCancellationRequested ? null
                : "starting"));
    }
}
