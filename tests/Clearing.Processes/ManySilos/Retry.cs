using System.Diagnostics;
using Clearing.Contracts;

namespace Clearing.Processes.ManySilos;

/// <summary>Sends a command again until it is answered, as every client must.</summary>
internal static class Retry
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    /// <summary>Calls until the answer satisfies a condition.</summary>
    internal static async Task<T> Until<T>(Func<Task<T>> call, Func<T, bool> holds)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                var answer = await call();
                if (holds(answer)) { return answer; }
                if (Stopwatch.GetElapsedTime(since) > Patience)
                {
                    throw new InvalidOperationException($"Still '{answer}' after {Patience}.");
                }
            }
            catch (Exception unknown) when (
                Stopwatch.GetElapsedTime(since) < Patience && IsUnknown(unknown))
            {
                // A missing answer is not a refusal.
            }
            await Task.Delay(Between);
        }
    }

    /// <summary>True for the only two exceptions that a fault may show to a .NET caller.</summary>
    internal static bool IsUnknown(Exception failure) =>
        failure is OutcomeUnknownException or TimeoutException;
}
