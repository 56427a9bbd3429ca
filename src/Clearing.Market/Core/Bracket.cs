using System.Numerics;

namespace Clearing.Market;

/// <summary>A range of fees, both ends inclusive, in which the marginal fee is sought.</summary>
internal readonly record struct Bracket(long Lowest, long Highest)
{
    private const int MostSampled = 2048;

    /// <summary>Every eligible fee.</summary>
    public static Bracket Whole(long reserve) => new(reserve, long.MaxValue);

    /// <summary>No fee; every eligible one is above it.</summary>
    public static Bracket Below(long reserve) => new(reserve, reserve - 1);

    /// <summary>Whether there is just one fee in it.</summary>
    public bool IsOneFee => Lowest == Highest;

    /// <summary>
    /// A narrow bracket that likely holds the marginal fee, from a sample of the book. The guess
    /// costs time when it is wrong, never exactness.
    /// </summary>
    public static Bracket Guess(in ClearingRun run)
    {
        var rows = run.Fees.Length;
        var sampled = Math.Min(MostSampled, Math.Max(1, rows / 16));
        var taken = Sample(run, sampled);
        var (fees, volumes) = (run.Space.Keys, run.Space.Weights);
        fees.AsSpan(0, taken).Sort(volumes.AsSpan(0, taken));
        // Three roots of the sample size (rounded down) are over three standard errors of a rank.
        var slack = 3 * (1 << (BitOperations.Log2((uint)sampled) / 2));
        var (at, sum) = (taken - 1, (UInt128)0);
        for (; at >= 0; at--)
        {
            sum += (ulong)volumes[at];
            if (sum * (ulong)rows > (UInt128)(ulong)run.Remaining * (ulong)sampled) { break; }
        }
        if (at < 0 && sum * (ulong)rows * 17 < (UInt128)(ulong)run.Remaining * (ulong)sampled * 16)
        {
            return Below(run.Terms.Reserve);
        }
        return new(
            at - slack >= 0 ? fees[at - slack] : run.Terms.Reserve,
            at + slack < taken ? fees[at + slack] : long.MaxValue);
    }

    /// <summary>Copies the fee and volume of every so-manyth row to the key buffers.</summary>
    private static int Sample(in ClearingRun run, int sampled)
    {
        var step = run.Fees.Length / sampled;
        var taken = 0;
        for (var i = 0; i < sampled; i++)
        {
            // The golden ratio scatters the offsets, so that a periodic book is sampled fairly.
            var offset = (int)(unchecked((uint)i * 2654435769u) % (uint)step);
            var row = (i * step) + offset;
            if (run.Cuts[row] == 0 || run.Fees[row] < run.Terms.Reserve) { continue; }
            (run.Space.Keys[taken], run.Space.Weights[taken]) = (run.Fees[row], run.Cuts[row]);
            taken++;
        }
        return taken;
    }
}
