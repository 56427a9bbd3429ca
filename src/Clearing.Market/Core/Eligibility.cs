using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Clearing.Market.Core;

/// <summary>
/// Steps 2 and 3: cuts what rows want to their seller's cap, and refuses those whose cut is
/// below their need. A refused row wants nothing from then on.
/// </summary>
internal static class Eligibility
{
    public static void Cut(ref ClearingRun run, in ClearingColumns columns)
    {
        SellerCaps.Cut(ref run, columns);
        if (!run.Needs.IsEmpty && AnyBelowNeed(run)) { RefuseBelowNeed(ref run); }
    }

    /// <summary>
    /// Records the reason of the rows that were refused for their minimum; as they want 0, nothing
    /// was granted to them.
    /// </summary>
    public static void Tell(in ClearingRun run)
    {
        var refused = run.Space.Refused.AsSpan(0, run.RefusedByNeed);
        foreach (var row in refused) { run.Reasons[row] = Reason.MinFill; }
    }

    /// <summary>Room for cuts that differ from what rows want.</summary>
    public static Span<long> OwnCuts(scoped in ClearingRun run) =>
        ClearingWorkspace.Fit(ref run.Space.Cut, run.Space.Rows).AsSpan(0, run.Space.Rows);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool AnyBelowNeed(in ClearingRun run)
    {
        var count = run.Cuts.Length;
        ref var cuts = ref MemoryMarshal.GetReference(run.Cuts);
        ref var needs = ref MemoryMarshal.GetReference(run.Needs);
        var row = 0;
        for (; row <= count - Vector256<long>.Count; row += Vector256<long>.Count)
        {
            var cut = Vector256.LoadUnsafe(ref cuts, (nuint)row);
            var need = Vector256.LoadUnsafe(ref needs, (nuint)row);
            var open = Vector256.GreaterThan(cut, Vector256<long>.Zero);
            if ((Vector256.GreaterThan(need, cut) & open) != Vector256<long>.Zero) { return true; }
        }
        for (; row < count; row++)
        {
            if (run.Cuts[row] > 0 && run.Cuts[row] < run.Needs[row]) { return true; }
        }
        return false;
    }

    private static void RefuseBelowNeed(ref ClearingRun run)
    {
        var cuts = OwnCuts(run);
        var refused = ClearingWorkspace.Fit(ref run.Space.Refused, run.Space.Rows);
        if (run.Cuts != cuts) { run.Cuts.CopyTo(cuts); }
        for (var row = 0; row < cuts.Length; row++)
        {
            if (cuts[row] <= 0 || cuts[row] >= run.Needs[row]) { continue; }
            if (run.Fees[row] < run.Terms.Reserve) { continue; }
            cuts[row] = 0;
            refused[run.RefusedByNeed++] = row;
        }
        run.Cuts = cuts;
    }
}
