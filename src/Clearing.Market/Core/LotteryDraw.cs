using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Clearing.Market.Core;

/// <summary>
/// Decides a lottery's rows but for those about where capacity ends, which alone need an order.
/// </summary>
/// <remarks>
/// A place is the leading bits of a ticket, the first to be served highest. A histogram of what
/// rows want tells at which place capacity ends.
/// </remarks>
internal static class LotteryDraw
{
    /// <summary>Serves rows that come first and refuses rows that come last.</summary>
    /// <param name="run">The clearing; what remains then is for the other rows.</param>
    /// <param name="level">Rows that want more than remains, by ascending sequence.</param>
    /// <returns>The other rows, by ascending sequence.</returns>
    public static Span<int> Decide(ref ClearingRun run, scoped ReadOnlySpan<int> level)
    {
        var bits = Math.Clamp(
            BitOperations.Log2((uint)level.Length) - 2, 1, MarginSelection.MaxBits);
        var places = run.Space.Buckets.AsSpan(0, 1 << bits);
        AddUp(run, level, places);
        var end = MarginSelection.Crossing(places, (ulong)run.Remaining, out var served);
        run.Remaining -= (long)served;
        return Serve(run, level, 64 - bits, end);
    }

    /// <summary>Adds up what rows want at each place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddUp(
        in ClearingRun run, ReadOnlySpan<int> rows, Span<ulong> places)
    {
        places.Clear();
        ref var first = ref MemoryMarshal.GetReference(places);
        ref var tickets = ref MemoryMarshal.GetReference(run.Tickets);
        ref var cuts = ref MemoryMarshal.GetReference(run.Cuts);
        var shift = 64 - BitOperations.Log2((uint)places.Length);
        foreach (var row in rows)
        {
            ref var place = ref Unsafe.Add(
                ref first, unchecked((nint)(~Unsafe.Add(ref tickets, row) >> shift)));
            place = MarginSelection.Sum(place, Unsafe.Add(ref cuts, row));
        }
    }

    /// <summary>Serves the rows above a place, lists those at it, refuses the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Span<int> Serve(
        scoped in ClearingRun run, scoped ReadOnlySpan<int> rows, int shift, int end)
    {
        ref var tickets = ref MemoryMarshal.GetReference(run.Tickets);
        ref var cuts = ref MemoryMarshal.GetReference(run.Cuts);
        var ends = Vector256.Create((long)end);
        var results = new ShareWriter(run);
        var list = new RowList(run.Space.SpareRows);
        var i = 0;
        while (i < rows.Length)
        {
            unchecked
            {
                var row = rows[i];
                if (RowList.IsFour(rows, i))
                {
                    var drawn = Vector256.LoadUnsafe(ref tickets, (nuint)row);
                    var places = (~drawn >>> shift).AsInt64();
                    var wants = Vector256.LoadUnsafe(ref cuts, (nuint)row);
                    results.Write(row, wants & Vector256.GreaterThan(places, ends));
                    list.Add(row, Vector256.Equals(places, ends));
                    i += 4;
                    continue;
                }
                var place = (long)(~Unsafe.Add(ref tickets, row) >> shift);
                results.Write(row, Unsafe.Add(ref cuts, row) & ((end - place) >> 63));
                list.Add(row, place == end);
                i++;
            }
        }
        return run.Space.SpareRows.AsSpan(0, list.Count);
    }
}
