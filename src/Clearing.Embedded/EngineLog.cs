using Microsoft.Extensions.Logging;

namespace Clearing.Embedded;

/// <summary>What an engine logs: failures that no caller sees.</summary>
internal sealed partial class EngineLog(ILogger logger)
{
    [LoggerMessage(1, LogLevel.Error, "A turn of {Mailbox} failed and nobody awaits it.")]
    private static partial void LogTurn(ILogger logger, Exception exception, string mailbox);

    [LoggerMessage(2, LogLevel.Error, "A timer of {Grain} failed; it ticks on.")]
    private static partial void LogTimer(ILogger logger, Exception exception, string grain);

    [LoggerMessage(3, LogLevel.Error, "Deactivating {Grain} failed; it is gone all the same.")]
    private static partial void LogEnd(ILogger logger, Exception exception, string grain);

    [LoggerMessage(4, LogLevel.Warning, "Reminder {Name} of {Grain} failed; it comes again.")]
    private static partial void LogReminder(
        ILogger logger, Exception exception, string name, string grain);

    [LoggerMessage(5, LogLevel.Error, "The table of reminders cannot be read; trying again.")]
    private static partial void LogTable(ILogger logger, Exception exception);

    internal void TurnFailed(Exception exception, string mailbox) =>
        LogTurn(logger, exception, mailbox);

    internal void TimerFailed(Exception exception, string grain) =>
        LogTimer(logger, exception, grain);

    internal void DeactivationFailed(Exception exception, string grain) =>
        LogEnd(logger, exception, grain);

    internal void ReminderFailed(Exception exception, string name, string grain) =>
        LogReminder(logger, exception, name, grain);

    internal void RemindersUnread(Exception exception) => LogTable(logger, exception);
}
