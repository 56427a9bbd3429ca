namespace Clearing.Market.Tests;

/// <summary>A round told in a few words, and what came out of it.</summary>
internal static class Rounds
{
    public static ClearingTerms Terms(
        long available,
        TieRule tieRule = TieRule.TimePriority,
        PricingRule pricingRule = PricingRule.LowestGranted,
        long reserve = 0,
        long lot = 1) =>
        new(available, reserve, lot, tieRule, pricingRule);

    /// <summary>Clears bids with the core; both forms of the clearing must agree first.</summary>
    public static NaiveOutcome Clear(ClearingTerms terms, params NaiveBid[] bids) =>
        Clear(terms, [], bids);

    public static NaiveOutcome Clear(ClearingTerms terms, long[] rooms, params NaiveBid[] bids)
    {
        var outcome = FastClearing.Clear(new(bids, rooms, terms), new());
        var naive = NaiveClearing.Clear(bids, rooms, terms);
        Assert.Null(FastClearing.Difference(naive, outcome));
        return outcome;
    }

    public static long[] Volumes(NaiveOutcome outcome) =>
        outcome.Fates.Select(fate => fate.Granted).ToArray();

    public static Reason[] Reasons(NaiveOutcome outcome) =>
        outcome.Fates.Select(fate => fate.Reason).ToArray();
}
