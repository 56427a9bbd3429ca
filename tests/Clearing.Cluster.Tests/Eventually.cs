using Clearing.Contracts;

namespace Clearing.Cluster.Tests;

/// <summary>Waits for something that happens on its own, and no longer than it must.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Looks repeatedly; a look that fails because silos are gone does not count.
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

    /// <summary>True for what leaves the outcome unknown, and nothing else.</summary>
    private static bool IsNoAnswer(Exception exception) =>
        exception is OutcomeUnknownException or TimeoutException or OrleansException;
}
