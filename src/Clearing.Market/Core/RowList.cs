using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Clearing.Market.Core;

/// <summary>Lists rows by ascending index without branching.</summary>
/// <param name="rows">Receives the rows; as long as there are rows in all.</param>
internal ref struct RowList(int[] rows)
{
    private readonly ref int _first = ref MemoryMarshal.GetArrayDataReference(rows);

    /// <summary>How many rows are listed.</summary>
    public int Count;

    /// <summary>For each mask of four bits the places of its bits.</summary>
    public static ReadOnlySpan<int> Places =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 2, 0, 0, 0, 0, 2, 0, 0,
        1, 2, 0, 0, 0, 1, 2, 0, 3, 0, 0, 0, 0, 3, 0, 0, 1, 3, 0, 0, 0, 1, 3, 0,
        2, 3, 0, 0, 0, 2, 3, 0, 1, 2, 3, 0, 0, 1, 2, 3,
    ];

    /// <summary>True if the four rows from here on are adjacent and worth taking at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsFour(ReadOnlySpan<int> ascending, int at) =>
        unchecked(Vector256.IsHardwareAccelerated && at < ascending.Length - 3
            && Unsafe.Add(ref MemoryMarshal.GetReference(ascending), at + 3)
                == Unsafe.Add(ref MemoryMarshal.GetReference(ascending), at) + 3);

    /// <summary>Lists a row if it is selected.</summary>
    public void Add(int row, bool selected)
    {
        Unsafe.Add(ref _first, Count) = row;
        Count += selected ? 1 : 0;
    }

    /// <summary>Lists those of four rows that are selected.</summary>
    /// <param name="row">The first of the four; at least as many as were listed so far.</param>
    /// <param name="selected">All ones or all zeros for each row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int row, Vector256<long> selected)
    {
        unchecked
        {
            var mask = selected.ExtractMostSignificantBits();
            var places = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(Places), mask * 4);
            (places + Vector128.Create(row)).StoreUnsafe(ref _first, (nuint)Count);
            Count += BitOperations.PopCount(mask);
        }
    }
}
