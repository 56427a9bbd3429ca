using System.Numerics;

namespace Clearing.Market;

/// <summary>
/// Steps 2 and 3: cuts what rows want to their seller's cap, and refuses those whose cut is
/// below their need. A refused row wants 0 from then on and is told its reason at the end.
/// </summary>
internal static class Eligibility
{
    public static void Cut(ref ClearingRun run, in ClearingColumns columns)
    {
        if (SellerCaps.Exceeded(run, columns))
        {
            CopyCuts(ref run);
            SellerCaps.Cut(ref run, columns);
        }
        if (!run.Needs.IsEmpty && AnyBelowNeed(run)) { RefuseBelowNeed(ref run); }
    }

    /// <summary>Tells the refused rows why.</summary>
    public static void Tell(in ClearingRun run)
    {
        var refused = run.Space.Refused.AsSpan();
        foreach (var row in refused[..run.RefusedByCap]) { run.Refuse(row, Reason.SellerCap); }
        foreach (var row in refused[^run.RefusedByNeed..]) { run.Refuse(row, Reason.MinFill); }
    }

    private static Span<long> CopyCuts(ref ClearingRun run)
    {
        ClearingWorkspace.Fit(ref run.Space.Refused, run.Space.Rows);
        var cuts = ClearingWorkspace.Fit(ref run.Space.Cut, run.Space.Rows)
            .AsSpan(0, run.Space.Rows);
        if (run.Cuts != cuts) { run.Cuts.CopyTo(cuts); }
        run.Cuts = cuts;
        return cuts;
    }

    private static bool AnyBelowNeed(in ClearingRun run)
    {
        var cuts = run.Cuts;
        var needs = run.Needs[..cuts.Length];
        var row = 0;
        for (; row <= cuts.Length - Vector<long>.Count; row += Vector<long>.Count)
        {
            var cut = new Vector<long>(cuts[row..]);
            var need = new Vector<long>(needs[row..]);
            var below = Vector.LessThan(cut, need) & Vector.GreaterThan(cut, Vector<long>.Zero);
            if (below != Vector<long>.Zero) { return true; }
        }
        for (; row < cuts.Length; row++)
        {
            if (cuts[row] > 0 && cuts[row] < needs[row]) { return true; }
        }
        return false;
    }

    private static void RefuseBelowNeed(ref ClearingRun run)
    {
        var cuts = CopyCuts(ref run);
        for (var row = 0; row < cuts.Length; row++)
        {
            if (cuts[row] == 0 || cuts[row] >= run.Needs[row]) { continue; }
            if (run.Fees[row] < run.Terms.Reserve) { continue; }
            cuts[row] = 0;
            run.Space.Refused[^++run.RefusedByNeed] = row;
        }
    }
}
