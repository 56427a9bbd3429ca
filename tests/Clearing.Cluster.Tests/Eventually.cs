using Clearing.Contracts;

namespace Clearing.Cluster.Tests;

/// <summary>Waits, no longer than necessary, for something that happens on its own.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Checks repeatedly; checks that fail because silos are gone are ignored.
    /// </summary>
    internal static async Task Holds(Func<Task<bool>> condition, string what)
    {
        var since = TimeProvider.System.GetTimestamp();
        Exception? last = null;
        while (TimeProvider.System.GetElapsedTime(since) < Timeout)
        {
            try
            {
                if (await condition()) { return; }
                last = null;
            }
            catch (Exception unanswered) when (IsNoAnswer(unanswered))
            {
                last = unanswered;
            }
            await Task.Delay(BetweenLooks);
        }
        Assert.Fail($"Not within {Timeout.TotalSeconds} s: {what}. {last}");
    }

    /// <summary>Sends a command until it is answered, as the contract asks of every client.</summary>
    internal static async Task<T> Answered<T>(Func<Task<T>> command)
    {
        var answer = default(T);
        await Holds(
            async () =>
            {
                answer = await command();
                return true;
            },
            "an answer");
        return answer!;
    }

    /// <summary>True only for an exception that leaves the outcome unknown.</summary>
    private static bool IsNoAnswer(Exception exception) =>
        exception is OutcomeUnknownException or TimeoutException or OrleansException;
}
