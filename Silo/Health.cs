using Clearing.Journal;

namespace Clearing.Silo;

/// <summary>What an orchestrator asks: is the process alive, and may it be sent work?</summary>
public static class Health
{
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Maps <c>/health/live</c>, 200 while the process serves, and <c>/health/ready</c>, 200 when
    /// the silo has started, is not stopping, and its journal answers within 2 seconds; else 503.
    /// </summary>
    /// <param name="app">The server.</param>
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => "live");
        app.MapGet("/health/ready", async (
            IJournal journal, IHostApplicationLifetime life, CancellationToken aborted) =>
            await WhyNotReady(journal, life, aborted) is { } reason
                ? Results.Text(reason, statusCode: StatusCodes.Status503ServiceUnavailable)
                : Results.Text("ready"));
    }

    private static async Task<string?> WhyNotReady(
        IJournal journal, IHostApplicationLifetime life, CancellationToken aborted)
    {
        if (life.ApplicationStopping.IsCancellationRequested) { return "stopping"; }
        if (!life.ApplicationStarted.IsCancellationRequested) { return "starting"; }
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        limit.CancelAfter(LongestLook);
        try
        {
            await foreach (var _ in journal.Streams("health/none", limit.Token)) { break; }
            return null;
        }
        catch (Exception failed) when (!aborted.IsCancellationRequested)
        {
            return $"the journal does not answer: {failed.Message}";
        }
    }
}
