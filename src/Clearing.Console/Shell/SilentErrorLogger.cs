using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;

namespace Clearing.Pages.Shell;

/// <summary>
/// Logs the kind of a page's failure and where it was, never its text: that can quote a bid.
/// </summary>
/// <param name="log">Gets failures without their texts.</param>
internal sealed partial class SilentErrorLogger(ILogger<SilentErrorLogger> log) : IErrorBoundaryLogger
{
    public ValueTask LogErrorAsync(Exception exception)
    {
        Failed(log, exception.GetType().FullName, exception.StackTrace);
        return ValueTask.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Kind} in a page at {Where}")]
    private static partial void Failed(ILogger log, string? kind, string? where);
}
