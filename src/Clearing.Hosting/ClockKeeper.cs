using Clearing.Journal;
using Microsoft.Extensions.Logging;

namespace Clearing.Hosting;

/// <summary>Keeps the servers' clock with the database's, and warns of a clock that is off.</summary>
/// <param name="clock">The clock that servers share.</param>
/// <param name="options">How far a clock may be off without a warning.</param>
/// <param name="log">The log.</param>
internal sealed partial class ClockKeeper(
    PostgresClock clock, ServerOptions options, ILogger<ClockKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(10);

    private bool _machineIsOff;
    private bool _databaseIsOff;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (await clock.Look(stoppingToken) is not { } skew) { continue; }
            Warn("This machine's", skew.Machine, ref _machineIsOff);
            Warn("The database's", skew.Database, ref _databaseIsOff);
        }
    }

    private void Warn(string whose, TimeSpan skew, ref bool wasOff)
    {
        var isOff = skew.Duration() > options.MaxClockSkew;
        if (isOff && !wasOff) { IsOff(whose, PostgresClock.Text(skew)); }
        if (!isOff && wasOff) { IsRight(whose); }
        wasOff = isOff;
    }

    [LoggerMessage(
        LogLevel.Error,
        "{Whose} clock is {Skew} the time that holds for rounds, which is the median of three "
        + "clocks. Set that clock: certificates, tokens and logs use their machine's.")]
    private partial void IsOff(string whose, string skew);

    [LoggerMessage(LogLevel.Information, "{Whose} clock is right again.")]
    private partial void IsRight(string whose);
}
