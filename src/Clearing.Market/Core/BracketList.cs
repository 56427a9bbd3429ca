using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Clearing.Market.Core;

/// <summary>
/// Lists the rows of a bracket by ascending index, with their fees and wants side by side, so
/// that later passes over them need not fetch these from all over the book.
/// </summary>
/// <param name="space">Receives rows, keys (fees) and weights (wants).</param>
/// <param name="columns">True if fees and wants are needed.</param>
internal ref struct BracketList(ClearingWorkspace space, bool columns)
{
    private readonly ref int _rows = ref MemoryMarshal.GetArrayDataReference(space.Listed);
    private readonly ref long _keys = ref MemoryMarshal.GetArrayDataReference(space.Keys);
    private readonly ref long _weights = ref MemoryMarshal.GetArrayDataReference(space.Weights);

    /// <summary>
    /// Every value of a column that is not needed is written to the column's start.
    /// </summary>
    private readonly int _advance = columns ? -1 : 0;

    /// <summary>How many rows are listed.</summary>
    public int Count;

    /// <summary>Lists a row if it is selected.</summary>
    public void Add(int row, bool selected, long fee, long want)
    {
        Unsafe.Add(ref _rows, Count) = row;
        Unsafe.Add(ref _keys, Count & _advance) = fee;
        Unsafe.Add(ref _weights, Count & _advance) = want;
        Count += selected ? 1 : 0;
    }

    /// <summary>Lists those of four rows that are selected; for processors with AVX2.</summary>
    /// <param name="row">The first of the four; at least as many as were listed so far.</param>
    /// <param name="selected">All ones or all zeros for each row.</param>
    /// <param name="fees">The fee of each row.</param>
    /// <param name="wants">What each row wants.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(
        int row, Vector256<long> selected, Vector256<long> fees, Vector256<long> wants)
    {
        var mask = selected.ExtractMostSignificantBits();
        var places = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(RowList.Places), mask * 4);
        (places + Vector128.Create(row)).StoreUnsafe(ref _rows, (nuint)Count);
        // Each place of 64 bits as two places of 32 bits.
        var lower = Avx2.ConvertToVector256Int64(places + places);
        var halves = (lower | Vector256.ShiftLeft(lower, 32) | Vector256.Create(1L << 32))
            .AsInt32();
        var at = (nuint)(Count & _advance);
        Avx2.PermuteVar8x32(fees.AsInt32(), halves).AsInt64().StoreUnsafe(ref _keys, at);
        Avx2.PermuteVar8x32(wants.AsInt32(), halves).AsInt64().StoreUnsafe(ref _weights, at);
        Count += BitOperations.PopCount(mask);
    }
}
