using Clearing.Journal;
using Microsoft.Extensions.Logging;

namespace Clearing.Hosting;

/// <summary>Writes an anchor every minute, and at once when a round or market ends.</summary>
/// <param name="heads">The streams changed since the last anchor.</param>
/// <param name="place">The place where anchors are written.</param>
/// <param name="clock">Measures the minutes.</param>
/// <param name="log">Logs failures, which the next anchor retries.</param>
internal sealed partial class AnchorKeeper(
    ChangedHeads heads, IAnchor place, TimeProvider clock, ILogger<AnchorKeeper> log)
    : BackgroundService
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAny(heads.Urgent, Task.Delay(MaxWait, clock, stoppingToken));
            await Keep();
        }
    }

    /// <summary>Writes a last anchor after stopping.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Keep();
    }

    private async Task Keep()
    {
        try
        {
            await heads.Keep(place);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException
            or InvalidDataException)
        {
            LogFailed(failed.Message);
        }
    }

    [LoggerMessage(LogLevel.Error, "No anchor was kept: {Cause}")]
    private partial void LogFailed(string cause);
}
