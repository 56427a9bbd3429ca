using Clearing.Access;
using Clearing.Journal;
using Microsoft.Extensions.Logging;

namespace Clearing.Hosting;

/// <summary>
/// Logs what an operator should know about the journal: at start, and when a write fails.
/// </summary>
/// <param name="journal">The journal.</param>
/// <param name="streams">The journal's streams, which are sealed or not.</param>
/// <param name="clock">Lets one line a minute of each cause into the log.</param>
/// <param name="log">The log.</param>
internal sealed partial class JournalNotices(
    GroupCommitJournal journal, SealedJournal streams, TimeProvider clock,
    ILogger<JournalNotices> log) : IHostedService
{
    private readonly LogPace<string> _pace = new(clock);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var warning in journal.Warnings) { LogStorage(warning); }
        if (!streams.IsSealed) { LogUnsealed(); }
        journal.Failed += Tell;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Tell(Exception failure)
    {
        var cause = JournalCauses.Of(failure);
        if (_pace.Allows(cause)) { LogFailure(cause); }
    }

    [LoggerMessage(
        LogLevel.Error,
        "The journal could not write: {Cause}. The outcome of the commands is unknown to their "
        + "callers. More failures of this cause are not logged for a minute.")]
    private partial void LogFailure(string cause);

    [LoggerMessage(LogLevel.Warning, "{Warning}")]
    private partial void LogStorage(string warning);

    [LoggerMessage(
        LogLevel.Warning,
        "The journal is not sealed: anyone who can read the database can read open bids. "
        + "Name Journal:KeyFile.")]
    private partial void LogUnsealed();
}
