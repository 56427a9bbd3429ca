using Clearing.Allocation.Configuration;

namespace Clearing.Allocation.Advice;

/// <summary>How often something happened, and what that says (Wilson 1927).</summary>
/// <param name="Samples">n: how often it could have happened.</param>
/// <param name="Granted">k: how often it did.</param>
/// <param name="PointPpm">k ÷ n; null for few samples.</param>
/// <param name="LowPpm">The lower end of the 90 % interval.</param>
/// <param name="HighPpm">Its upper end.</param>
public sealed record Chance(int Samples, int Granted, long? PointPpm, long LowPpm, long HighPpm)
{
    private const int Million = 1_000_000;

    /// <summary>z² of 90 %, per million.</summary>
    private const int SquaredZ = 2_705_543;

    /// <summary>Wilson's interval in integers, rounded outward (README, chapter 9).</summary>
    /// <param name="samples">n, 0 or more.</param>
    /// <param name="granted">k, at most n.</param>
    /// <param name="config">Says from how many samples on a point estimate is given.</param>
    public static Chance Of(int samples, int granted, AllocationConfig config)
    {
        if (samples == 0) { return new(0, 0, null, 0, Million); }
        var centre = (2 * (Int128)granted * Million) + SquaredZ;
        var whole = 2 * (((Int128)samples * Million) + SquaredZ);
        var radius = Radius(samples, granted);
        var low = Int128.Max(0, centre - radius) * Million / whole;
        var high = (((centre + radius) * Million) + whole - 1) / whole;
        return new(
            samples, granted,
            samples >= config.PointMinRounds ? (long)granted * Million / samples : null,
            (long)low, (long)Int128.Min(Million, high));
    }

    // The least R with R²·n ≥ z⁴·n + 4·z²·10⁶·k(n − k).
    private static Int128 Radius(int samples, int granted)
    {
        var spread = 4 * (Int128)SquaredZ * Million * granted * (samples - granted);
        var square = ((Int128)SquaredZ * SquaredZ) + ((spread + samples - 1) / samples);
        var root = Root(square);
        return root * root < square ? root + 1 : root;
    }

    // The largest integer whose square is not above.
    private static Int128 Root(Int128 square)
    {
        var (low, high) = (Int128.Zero, (Int128)long.MaxValue);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = middle * middle <= square ? (middle, high) : (low, middle - 1);
        }
        return low;
    }
}
