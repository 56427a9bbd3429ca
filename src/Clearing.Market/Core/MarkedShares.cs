using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Clearing.Market;

/// <summary>
/// Records what rows get. Of the volumes marked by the complement the first so many are one lot
/// more.
/// </summary>
internal ref struct MarkedShares(in ClearingRun run, long firsts)
{
    private readonly ShareWriter results = new(run);
    private readonly long lot = run.Terms.Lot;

    /// <summary>Goes on below 0, so that nothing waits for the row before.</summary>
    private long firsts = firsts;

    /// <summary>Records a row's volume.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(int row, long volume)
    {
        unchecked
        {
            var marked = volume >> 63;
            var extra = marked & (-firsts >> 63) & lot;
            firsts += marked;
            results.Write(row, (volume ^ marked) + extra);
        }
    }

    /// <summary>Records the volumes of four rows, at once if they are side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(ReadOnlySpan<int> rows, int at, Vector256<long> volumes)
    {
        var marked = Vector256.LessThan(volumes, Vector256<long>.Zero);
        var count = BitOperations.PopCount(marked.ExtractMostSignificantBits());
        var last = firsts > 0 && count > firsts;
        if (last || !RowList.IsFour(rows, at))
        {
            for (var i = 0; i < 4; i++) { Write(rows[at + i], volumes[i]); }
            return;
        }
        var extra = marked & Vector256.Create(firsts > 0 ? lot : 0);
        firsts = unchecked(firsts - count);
        results.Write(rows[at], (volumes ^ marked) + extra);
    }
}
