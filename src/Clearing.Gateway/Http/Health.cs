using Microsoft.Extensions.Hosting;

namespace Clearing.Gateway;

/// <summary>What an orchestrator asks: is the process alive, and may it be sent work?</summary>
public static class Health
{
    /// <summary>
    /// Maps <c>/health/live</c>, 200 while the process serves, and <c>/health/ready</c>, 200 when
    /// it has started, is not stopping and nothing speaks against it; else 503 with the reason.
    /// </summary>
    /// <param name="app">The server.</param>
    /// <param name="findFailure">What speaks against it; null for nothing.</param>
    public static void MapHealth(
        this WebApplication app, Func<CancellationToken, Task<string?>> findFailure)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapGet("/health/live", () => "live");
        app.MapGet("/health/ready", async (CancellationToken cancellationToken) =>
            (NotServingReason(app.Lifetime) ?? await findFailure(cancellationToken)) is { } reason
                ? Results.Text(reason, statusCode: StatusCodes.Status503ServiceUnavailable)
                : Results.Text("ready"));
    }

    private static string? NotServingReason(IHostApplicationLifetime life) =>
        life.ApplicationStopping.IsCancellationRequested ? "stopping"
        : life.ApplicationStarted.IsCancellationRequested ? null
        : "starting";
}
