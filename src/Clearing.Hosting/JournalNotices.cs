using Clearing.Journal;
using Microsoft.Extensions.Logging;

namespace Clearing.Hosting;

/// <summary>Logs at start what an operator should know about the journal.</summary>
/// <param name="journal">The journal.</param>
/// <param name="streams">The journal's streams, which are sealed or not.</param>
/// <param name="log">The log.</param>
internal sealed partial class JournalNotices(
    GroupCommitJournal journal, SealedJournal streams, ILogger<JournalNotices> log) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var warning in journal.Warnings) { LogStorage(warning); }
        if (!streams.IsSealed) { LogUnsealed(); }
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Warning, "{Warning}")]
    private partial void LogStorage(string warning);

    [LoggerMessage(
        LogLevel.Warning,
        "The journal is not sealed: anyone who can read the database can read open bids. "
        + "Name Journal:KeyFile.")]
    private partial void LogUnsealed();
}
