namespace Clearing.Testing;

/// <summary>Waits, no longer than necessary, for something that happens on its own.</summary>
public static class Patience
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);

    public static Task<T> Until<T>(Func<T> look, Func<T, bool> enough) =>
        Until(() => Task.FromResult(look()), enough);

    public static async Task<T> Until<T>(Func<Task<T>> look, Func<T, bool> enough)
    {
        using var end = new CancellationTokenSource(Timeout);
        for (; ; )
        {
            var seen = await look();
            if (enough(seen)) { return seen; }
            await Task.Delay(BetweenLooks, end.Token);
        }
    }
}
