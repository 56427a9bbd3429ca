using System.Diagnostics;

namespace Clearing.Benchmarks;

/// <summary>
/// A closed loop: the given number of callers, each of which waits for its answer.
/// </summary>
public static class Load
{
    /// <summary>Keeps calls in flight for a while; gives what was done a second.</summary>
    /// <param name="inFlight">How many callers.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="perCall">How much one call does.</param>
    /// <param name="call">Does it, by caller and the caller's running number.</param>
    /// <param name="latencies">Receives each call's milliseconds; null for none.</param>
    public static async Task<double> Run(
        int inFlight, double seconds, int perCall, Func<int, long, Task> call,
        List<double>? latencies = null)
    {
        var began = Stopwatch.GetTimestamp();
        var callers = Enumerable.Range(0, inFlight)
            .Select(caller => Task.Run(() => Calls(caller))).ToArray();
        var all = await Task.WhenAll(callers);
        var took = Stopwatch.GetElapsedTime(began).TotalSeconds;
        latencies?.AddRange(all.SelectMany(one => one));
        return all.Sum(one => (double)one.Count) * perCall / took;

        async Task<List<double>> Calls(int caller)
        {
            var mine = new List<double>();
            do
            {
                var asked = Stopwatch.GetTimestamp();
                await call(caller, mine.Count);
                mine.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            }
            while (Stopwatch.GetElapsedTime(began).TotalSeconds < seconds);
            return mine;
        }
    }

    /// <summary>The latency that a part of the calls did not exceed.</summary>
    public static double Quantile(List<double> sorted, double part) =>
        sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * part))];
}
