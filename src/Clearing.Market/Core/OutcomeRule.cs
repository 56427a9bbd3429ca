namespace Clearing.Market.Core;

/// <summary>Step 5: the sums and the fee of a clearing whose rows are all decided.</summary>
internal static class OutcomeRule
{
    public static ClearingOutcome Of(in ClearingRun run)
    {
        var whole = run.Terms.Available - (run.Terms.Available % run.Terms.Lot);
        var granted = whole - run.Remaining;
        if (granted == 0) { return new(run.Demand, 0, null, null); }
        var lowest = run.Lowest ?? LowestGranted(run);
        var fee = run.Terms.PricingRule switch
        {
            PricingRule.LowestGranted => lowest,
            PricingRule.ReserveIfUndersubscribed =>
                run.Demand <= run.Terms.Available ? run.Terms.Reserve : lowest,
            PricingRule.HighestRejected => run.ShortAt ?? HighestShort(run),
            _ => throw new ArgumentException("Unknown pricing rule.", nameof(run)),
        };
        return new(run.Demand, granted, lowest, fee);
    }

    private static long LowestGranted(in ClearingRun run)
    {
        var lowest = long.MaxValue;
        for (var row = 0; row < run.Fees.Length; row++)
        {
            if (run.Granted[row] > 0) { lowest = Math.Min(lowest, run.Fees[row]); }
        }
        return lowest;
    }

    /// <summary>
    /// The highest fee that got nothing; no bid above the last level is left short.
    /// </summary>
    private static long HighestShort(in ClearingRun run)
    {
        var highest = run.Terms.Reserve;
        for (var row = 0; row < run.Fees.Length; row++)
        {
            if (run.Reasons[row] == Reason.Outbid) { highest = Math.Max(highest, run.Fees[row]); }
        }
        return highest;
    }
}
