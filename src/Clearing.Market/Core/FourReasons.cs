using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Clearing.Market.Core;

/// <summary>The reasons of four rows side by side, a byte each, the first one lowest.</summary>
internal static class FourReasons
{
    private static ReadOnlySpan<uint> Spread =>
    [
        0x00000000, 0x000000FF, 0x0000FF00, 0x0000FFFF, 0x00FF0000, 0x00FF00FF, 0x00FFFF00,
        0x00FFFFFF, 0xFF000000, 0xFF0000FF, 0xFF00FF00, 0xFF00FFFF, 0xFFFF0000, 0xFFFF00FF,
        0xFFFFFF00, 0xFFFFFFFF,
    ];

    /// <summary>A reason for some of the rows, and none for the others.</summary>
    /// <param name="rows">All ones or all zeros for each row.</param>
    /// <param name="reason">Why these got nothing.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Of(Vector256<long> rows, Reason reason) =>
        unchecked(Unsafe.Add(
            ref MemoryMarshal.GetReference(Spread), (nint)rows.ExtractMostSignificantBits())
        & ((uint)reason * 0x01010101));
}
