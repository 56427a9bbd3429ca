using System.Diagnostics;

namespace Clearing.Benchmarks;

/// <summary>Values of one thing measured several times.</summary>
public sealed class Samples
{
    private readonly List<double> _values = [];

    /// <summary>How many there are.</summary>
    public int Count => _values.Count;

    /// <summary>The middle one, or the mean of the two in the middle.</summary>
    public double Median => MedianOf(_values);

    /// <summary>The least.</summary>
    public double Min => _values.Min();

    /// <summary>The greatest.</summary>
    public double Max => _values.Max();

    /// <summary>Adds a value.</summary>
    public void Add(double value) => _values.Add(value);

    /// <summary>Measures once, in milliseconds.</summary>
    public void Time(Action work)
    {
        var began = Stopwatch.GetTimestamp();
        work();
        _values.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    /// <summary>Measures once, in milliseconds.</summary>
    public async Task Time(Func<Task> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        _values.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    /// <summary>
    /// The median of the ratios of values measured one right after the other: on a busy machine
    /// they share their bad moments.
    /// </summary>
    public double Over(Samples other) =>
        MedianOf(_values.Zip(other._values, (mine, its) => mine / its));

    private static double MedianOf(IEnumerable<double> all)
    {
        double[] sorted = [.. all.Order()];
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
