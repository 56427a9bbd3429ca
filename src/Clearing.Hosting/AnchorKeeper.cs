using Clearing.Journal;
using Microsoft.Extensions.Logging;

namespace Clearing.Hosting;

/// <summary>Keeps an anchor every minute, and as soon as a round or a market has ended.</summary>
/// <param name="heads">What changed.</param>
/// <param name="place">Where anchors are kept.</param>
/// <param name="clock">Measures the minutes.</param>
/// <param name="log">Logs what fails; it is tried again with the next anchor.</param>
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

    /// <summary>What the last minute brought is kept as well.</summary>
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
