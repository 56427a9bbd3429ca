using System.Runtime.InteropServices;

namespace Clearing.Market.Rounds;

/// <summary>What stood behind a losing part, by seller and step: others are compared with it.</summary>
/// <remarks>
/// A mark is a sum over a seller's bids, modulo 2^64, of a volume times a number of the bid and its
/// fee that looks random. So marks are equal where every bid has the same volume, and they can be
/// added and subtracted like the volumes themselves.
/// </remarks>
internal sealed class CurveMarks
{
    private readonly Cell[] _cells;

    private CurveMarks(long[] bounds, Cell[] cells) => (Bounds, _cells) = (bounds, cells);

    /// <summary>The lowest fees of all steps but the last, descending.</summary>
    public long[] Bounds { get; }

    /// <summary>The cells, the highest step first.</summary>
    public ReadOnlySpan<Cell> Cells => _cells;

    /// <summary>Collects the marks of bids in steps.</summary>
    /// <param name="bids">The bids, in any order.</param>
    /// <param name="bounds">The lowest fees of all steps but the last, descending.</param>
    public static CurveMarks Of(
        IEnumerable<(long Fee, int Seller, ulong Left, ulong Asked)> bids, long[] bounds)
    {
        var cells = new Dictionary<(int Step, int Seller), (ulong Left, ulong Asked)>();
        foreach (var (fee, seller, left, asked) in bids)
        {
            ref var cell = ref CollectionsMarshal.GetValueRefOrAddDefault(
                cells, (StepOf(fee, bounds), seller), out _);
            cell = unchecked((cell.Left + left, cell.Asked + asked));
        }
        return new(
            bounds,
            [
                .. cells.OrderBy(cell => cell.Key.Step).Select(cell => new Cell(
                    cell.Key.Step, cell.Key.Seller, cell.Value.Left, cell.Value.Asked)),
            ]);
    }

    /// <summary>The number that stands for a bid at a fee; it is odd.</summary>
    /// <param name="seller">The seller's number.</param>
    /// <param name="bid">The bid's number among its seller's.</param>
    /// <param name="fee">Its max fee, micros.</param>
    public static ulong NumberOf(int seller, int bid, long fee) =>
        Mixed(Mixed(((ulong)(uint)seller << 32) | (uint)bid) ^ (ulong)fee) | 1;

    /// <summary>The same bids with fewer bounds.</summary>
    /// <param name="bounds">Some of the bounds, descending.</param>
    public CurveMarks At(long[] bounds) =>
        bounds.Length == Bounds.Length
            ? this
            : Of(
                _cells.Select(cell => (LowestIn(cell.Step), cell.Seller, cell.Rest, cell.Asked)),
                bounds);

    /// <summary>The lowest fee that a step may contain; the last one has none.</summary>
    public long LowestIn(int step) => step < Bounds.Length ? Bounds[step] : long.MinValue;

    private static int StepOf(long fee, long[] bounds)
    {
        var (step, end) = (0, bounds.Length);
        while (step < end)
        {
            var middle = (step + end) / 2;
            if (bounds[middle] > fee) { step = middle + 1; }
            else { end = middle; }
        }
        return step;
    }

    // The finalizer of SplitMix64: every bit of the result depends on all bits.
    private static ulong Mixed(ulong bits)
    {
        unchecked
        {
            bits += 0x9E3779B97F4A7C15;
            bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
            bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
            return bits ^ (bits >> 31);
        }
    }

    /// <summary>The marks of a seller's bids in a step.</summary>
    /// <param name="Step">The step's index, from 0 for the highest.</param>
    /// <param name="Seller">The seller's number.</param>
    /// <param name="Rest">Of what the bids wanted beyond their grants.</param>
    /// <param name="Asked">Of that and all that they were ever granted.</param>
    internal readonly record struct Cell(int Step, int Seller, ulong Rest, ulong Asked);
}
