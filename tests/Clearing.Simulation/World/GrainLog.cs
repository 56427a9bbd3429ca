using Clearing.Contracts;
using Clearing.Journal;
using Clearing.Sealing;
using Microsoft.Extensions.Logging;

namespace Clearing.Simulation;

/// <summary>Reports logged failures that no fault explains as violations.</summary>
internal sealed class GrainLog(World world) : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) =>
        throw new NotSupportedException("The simulation has one log.");

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        world.Note($"LOG {formatter(state, null)} {exception?.GetType().Name}: {exception?.Message}");
        if (exception is not null && !IsExpected(exception))
        {
            world.Violations.Add($"Surprise in the log: {formatter(state, null)} {exception}");
        }
    }

    public void Dispose()
    {
    }

    /// <summary>
    /// True for the failures that faults explain: unknown outcomes, and storage that fails or rots.
    /// Whether stored data is intact is checked at the end.
    /// </summary>
    public static bool IsExpected(Exception failure) =>
        (failure is AggregateException many && many.InnerExceptions.All(IsExpected))
        || failure is TimeoutException or OutcomeUnknownException or StorageFaultException
            or EventUnreadableException or OrleansException or OperationCanceledException
            // A rotten box may name a key that never was.
            or KeyUnavailableException { Problem: KeyProblem.Missing };
}
