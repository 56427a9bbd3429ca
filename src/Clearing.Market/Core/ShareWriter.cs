using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Clearing.Market;

/// <summary>Records what the rows of a split level get.</summary>
/// <remarks>A local of its own, so that its two references stay in registers.</remarks>
internal readonly ref struct ShareWriter(in ClearingRun run)
{
    private readonly ref long granted = ref MemoryMarshal.GetReference(run.Granted);
    private readonly ref Reason reasons = ref MemoryMarshal.GetReference(run.Reasons);

    /// <summary>Records a row's share, which may be nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(int row, long volume)
    {
        Unsafe.Add(ref granted, row) = volume;
        Unsafe.Add(ref reasons, row) =
            (Reason)((unchecked(volume - 1) >> 63) & (long)Reason.TieLost);
    }
}
