using Clearing.Grains.Audit;
using Clearing.Journal;
using Microsoft.Extensions.Logging;

namespace Clearing.Hosting;

/// <summary>Keeps the counts of denied calls every minute, and when the silo stops.</summary>
/// <param name="record">Keeps them in the journal.</param>
/// <param name="clock">Measures the minutes.</param>
/// <param name="log">Logs failures, after which the next minute tries again.</param>
internal sealed partial class DeniedKeeper(
    DeniedRecord record, TimeProvider clock, ILogger<DeniedKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pace, clock, stoppingToken).ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing);
            await Keep();
        }
    }

    private async Task Keep()
    {
        try
        {
            await record.Keep();
        }
        catch (Exception failed)
        {
            // Whatever it is: what leaves a background service would stop the server.
            LogFailed(JournalCauses.Of(failed));
        }
    }

    [LoggerMessage(LogLevel.Warning, "Denied calls were not kept and will be later: {Cause}")]
    private partial void LogFailed(string cause);
}
