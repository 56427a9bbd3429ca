namespace Clearing.Market;

/// <summary>A range of fees, both ends inclusive, in which the marginal fee is sought.</summary>
internal readonly record struct Bracket(long Lowest, long Highest)
{
    private const int MostSampled = 2048;

    /// <summary>Every eligible fee.</summary>
    public static Bracket Whole(long reserve) => new(reserve, long.MaxValue);

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
        var at = taken;
        UInt128 sum = 0;
        while (at > 0)
        {
            sum += (ulong)volumes[at - 1];
            if (sum * (ulong)rows > (UInt128)(ulong)run.Remaining * (ulong)sampled) { break; }
            at--;
        }
        // Twice the root of the sample size is more than three standard errors of a rank.
        var slack = 2;
        while (slack * slack < 4 * sampled) { slack++; }
        return new(
            at - 1 - slack >= 0 ? fees[at - 1 - slack] : run.Terms.Reserve,
            at - 1 + slack < taken ? fees[at - 1 + slack] : long.MaxValue);
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
