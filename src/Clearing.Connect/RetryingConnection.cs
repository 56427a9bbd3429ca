using Microsoft.Extensions.Logging;

namespace Clearing.Connect;

/// <summary>Retries the connection once a second and logs every thirtieth failure.</summary>
internal sealed partial class RetryingConnection(ILogger<RetryingConnection> log)
    : IClientConnectionRetryFilter
{
    private const int AttemptsPerWord = 30;
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(1);
    private int _attempts;

    /// <inheritdoc/>
    public async Task<bool> ShouldRetryConnectionAttempt(
        Exception exception, CancellationToken cancellationToken)
    {
        if (_attempts++ % AttemptsPerWord == 0) { NoSilo(exception.GetBaseException().Message); }
        await Task.Delay(BetweenAttempts, cancellationToken);
        return true;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "No silo of the cluster answers, still trying: {Cause}")]
    private partial void NoSilo(string cause);
}
