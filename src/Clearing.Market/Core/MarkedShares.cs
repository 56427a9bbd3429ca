using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Clearing.Market.Core;

/// <summary>
/// Records what rows get. Among the volumes marked by the complement, the given number of first
/// ones get one lot more.
/// </summary>
internal ref struct MarkedShares(in ClearingRun run, long firsts)
{
    private readonly ShareWriter _results = new(run);
    private readonly long _lot = run.Terms.Lot;

    /// <summary>It continues below 0, so that no row waits for the one before.</summary>
    private long _firsts = firsts;

    /// <summary>Records a row's volume.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(int row, long volume)
    {
        unchecked
        {
            var marked = volume >> 63;
            var extra = marked & (-_firsts >> 63) & _lot;
            _firsts += marked;
            _results.Write(row, (volume ^ marked) + extra);
        }
    }

    /// <summary>Records the volumes of four rows, at once if they are side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(ReadOnlySpan<int> rows, int at, Vector256<long> volumes)
    {
        var marked = Vector256.LessThan(volumes, Vector256<long>.Zero);
        var count = BitOperations.PopCount(marked.ExtractMostSignificantBits());
        var endsHere = _firsts > 0 && count > _firsts;
        if (endsHere || !RowList.IsFour(rows, at))
        {
            for (var i = 0; i < 4; i++) { Write(rows[at + i], volumes[i]); }
            return;
        }
        var extra = marked & Vector256.Create(_firsts > 0 ? _lot : 0);
        _firsts = unchecked(_firsts - count);
        _results.Write(rows[at], (volumes ^ marked) + extra);
    }
}
