using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Clearing.Market.Core;

/// <summary>Records what the rows of a split level get.</summary>
/// <remarks>A local of its own, so that its two references stay in registers.</remarks>
internal readonly ref struct ShareWriter(in ClearingRun run)
{
    private readonly ref long _granted = ref MemoryMarshal.GetReference(run.Granted);
    private readonly ref Reason _reasons = ref MemoryMarshal.GetReference(run.Reasons);

    /// <summary>Records a row's share, which may be nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(int row, long volume)
    {
        Unsafe.Add(ref _granted, row) = volume;
        Unsafe.Add(ref _reasons, row) =
            unchecked((Reason)((volume - 1) >> 63 & (long)Reason.TieLost));
    }

    /// <summary>Records the shares of four rows side by side.</summary>
    /// <param name="row">The first of the four.</param>
    /// <param name="volumes">The share of each, which may be nothing.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(int row, Vector256<long> volumes)
    {
        volumes.StoreUnsafe(ref _granted, unchecked((nuint)row));
        Unsafe.WriteUnaligned(
            ref Unsafe.As<Reason, byte>(ref Unsafe.Add(ref _reasons, row)),
            FourReasons.Of(Vector256.Equals(volumes, Vector256<long>.Zero), Reason.TieLost));
    }
}
