namespace Clearing.Simulation;

public static partial class Mutants
{
    private const string Market = "src/Clearing.Market/";
    private const string RoundGrain = "src/Clearing.Grains/RoundGrain.cs";
    private const string Placing = Market + "Markets/CapacityMarket.Placing.cs";
    private const string Merged = Market + "Bids/MergedBids.cs";
    private const string Bids = Market + "Markets/CapacityMarket.Bids.cs";
    private const string Quotas = Market + "Markets/CapacityMarket.Quotas.cs";
    private const string Applying = Market + "Markets/CapacityMarket.Apply.cs";
    private const string Clearing = Market + "Markets/CapacityMarket.Clearing.cs";
    private const string Rounds = Market + "Markets/CapacityMarket.Rounds.cs";
    private const string Approvals = Market + "Markets/CapacityMarket.Approvals.cs";
    private const string Contest = Market + "Markets/CapacityMarket.Contest.cs";
    private const string RoundClearing = Market + "Rounds/RoundClearing.cs";
    private const string Cleared = Market + "Rounds/ClearedRound.cs";
    private const string Limits = Market + "Bids/SellerLimits.cs";
    private const string Split = Market + "Core/LevelSplit.cs";
    private const string Repricing = Market + "Core/RepricingRule.cs";
    private const string Notices = Market + "Sellers/SellerAccount.Notices.cs";
    private const string Reviews = Market + "Sellers/SellerAccount.Reviews.cs";
    private const string AccountApply = Market + "Sellers/SellerAccount.Apply.cs";
    private const string Snapshot = Market + "Sellers/SellerAccount.Snapshot.cs";

    /// <summary>Bugs in decisions.</summary>
    private static IReadOnlyList<Mutant> Rules =>
    [
        new("approved-by-the-operator-who-asked", new Edit(Approvals,
            "if (known.ProposedBy == act.By)", "if (act.By.Length == 0)")),
        new("bound-before-its-window-is-over",
            new Edit(Contest, "? contest.At + Window\n", "? contest.At\n"),
            new Edit(Contest, "now >= contest.At + Window\n", "now >= contest.At\n")),
        new("voided-result-binds", new Edit(Contest,
            "? [contest.Round.Facts]",
            "? [_voided.Count > 0 ? _voided[0].Contest.Round.Facts : contest.Round.Facts]")),
        new("never-bound-by-itself", new Edit(RoundGrain,
            "if (await Bind(now)) { continue; }",
            "if (State.Calendar.IsEmpty) { return false; }")),
        new("bids-not-deduplicated", new Edit(Placing,
            "if (FirstAnswer(bid) is { } first) { return first; }", "")),
        new("bid-id-reused-with-other-content", new Edit(Placing,
            ": Reused(bid);\n            }\n            if (market._refusedBids",
            ": new(bid.Id, BidStatus.Accepted, market._bids.NumberOf(row));\n"
                + "            }\n            if (market._refusedBids")),
        new("refused-bid-not-remembered", new Edit(Placing,
            "_refused.Add(new BidRefused(bid, status));", "")),
        new("one-open-bid-too-many", new Edit(Quotas,
            "+ accepted >= Quota?.OpenBids", "+ accepted > Quota?.OpenBids")),
        new("bids-of-one-call-not-counted", new Edit(Quotas,
            "_bids.OpenBidsOf(seller) + accepted", "_bids.OpenBidsOf(seller)")),
        new("refusals-not-counted", new Edit(Quotas,
            "_refusalsOf.GetValueOrDefault(seller) + 1;", "0;")),
        new("merged-bids-dropped", new Edit(Merged,
            "bids.AddRange(((BidsPlaced)events[at]).Bids);",
            "if (at - from < 2) { bids.AddRange(((BidsPlaced)events[at]).Bids); }")),
        new("bids-merged-past-other-events", new Edit(Merged,
            "if (events.Count < 2) { return events; }",
            "if (events.Count < 2) { return events; }\n"
                + "        events = [.. events.OrderBy(happened => happened is not BidsPlaced)];")),
        new("cancellation-not-remembered", new Edit(Applying,
            "_commands.Keep(\n            cancelled.Cancellation.Seller, "
                + "cancelled.Cancellation.Id, cancelled.Cancellation,\n"
                + "            CancelStatus.Cancelled);", "")),
        new("capacity-change-not-remembered", new Edit(Applying,
            "_commands.Keep(\"\", changed.Change.Id, changed.Change, CapacityStatus.Changed);", "")),
        new("amend-keeps-priority", new Edit(Bids,
            "|| amended.MaxVolume.Value > standing.MaxVolume.Value\n", "")),
        new("bid-admitted-after-the-close", new Edit(RoundClearing,
            "private int Rows => (int)Closed.ThroughSequence;", "private int Rows => bids.Count;")),
        new("closed-book-amended", new Edit(Bids,
            "private bool InClosedBook(int row) => _closed",
            "private bool InClosedBook(int row) => row < 0 && _closed")),
        new("clears-while-paused", new Edit(Rounds,
            "if (Stage == MarketStage.Paused) { return ClearStatus.MarketPaused; }", "")),
        new("review-decided-again-on-a-retry", new Edit(Market + "Sellers/SellerAccount.Reviews.cs",
            "Keep(review.Market, id, Fingerprint.Of(review), ReportStatus.Recorded);", "")),
        new("tie-break-dropped", new Edit(Split,
            "case TieRule.TimePriority:\n", "case TieRule.TimePriority:\n                level.Reverse();\n")),
        new("marginal-bid-filled-whole", new Edit(Split,
            "var give = Math.Min(want, remaining);", "var give = remaining > 0 ? want : 0;")),
        new("min-volume-ignored", new Edit(Split,
            "needs[row] > give", "needs[row] > want")),
        new("seller-cap-ignored", new Edit(Limits,
            "if (bids.OpenOf(seller) <= room)", "if (bids.OpenOf(seller) >= 0)")),
        new("offers-not-available", new Edit(RoundClearing,
            "Math.Max(0, Pool + CapacityDelta + Offered)", "Math.Max(0, Pool + CapacityDelta)")),
        new("capacity-counted-twice", new Edit(Clearing,
            "_pending -= delta - round.Facts.Terms.CapacityDelta.Value;", "")),
        new("round-bids-never-expire", new Edit(Clearing,
            "_bids.ExpireRoundOnly(through, _awards.Rounds.Count + 1);", "")),
        new("only-new-awards-repriced", new Edit(Cleared,
            "if (Facts.RepricedTo is not { } fee) { return; }",
            "if (Facts.RepricedTo is not { } fee || Number > 0) { return; }")),
        new("regranted-volume-reprices", new Edit(RoundClearing,
            "RepricingRule.Fee(outcome, bids.Fees[..Rows], workspace, fresh, support)",
            "RepricingRule.Fee(\n"
                + "            outcome, bids.Fees[..Rows], workspace, outcome.Granted, support)")),
        new("repricing-without-support", new Edit(Repricing,
            "Math.Max(Math.Max(1, minVolume), (long)share)", "Math.Max(1, minVolume)")),
        new("repricing-support-rounded-down", new Edit(Repricing,
            "* supportPpm) + Million - 1)", "* supportPpm))")),
        new("repricing-counted-from-the-top", new Edit(Repricing,
            "var above = fresh - support;", "var above = support - 1;")),
        new("min-fill-after-nothing-remains", new Edit(Split,
            "run.Terms.Edition == RulesEdition.First && !needs.IsEmpty", "!needs.IsEmpty")),
        new("repriced-upward", new Edit(Cleared,
            "round.CurrentFee <= fee.Micros", "round.CurrentFee == fee.Micros")),
        new("seller-repriced-upward", new Edit(AccountApply,
            "if (award.CurrentFee.CompareTo(fee) > 0) { award.CurrentFee = fee; }", "award.CurrentFee = fee;")),
        new("notices-not-deduplicated", new Edit(Notices,
            "return notice.Number <= market?.LastNoticeNumber\n", "return notice.Number <= 0\n")),
        new("notices-deduplicated-in-memory-only", new Edit(Snapshot,
            "LastNoticeNumber = market.LastNoticeNumber,", "LastNoticeNumber = 0,")),
        new("reports-deduplicated-in-memory-only", new Edit(Snapshot,
            "foreach (var used in snapshot.Reports)", "foreach (var used in snapshot.Reports.Take(0))")),
        new("award-posted-twice", new Edit(Notices,
            "postings.Award(award.Id, gross);",
            """
            postings.Award(award.Id, gross);
            if (market?.Awards.Count > 1)
            {
                postings.Award(award.Id, gross);
            }
            """)),
        new("credit-per-report", new Edit(Reviews,
            "CreditRule.Earned(market.IncrementalSales + change, terms) - before",
            "CreditRule.Earned(change, terms)")),
        new("credit-above-the-charge", new Edit(Market + "Sellers/SellerMarket.cs",
            "earned.CompareTo(cap) < 0 ? earned : cap", "earned")),
        new("charge-rounded-up", new Edit(Market + "Sellers/ChargeRule.cs",
            "(Int128)fee.Micros * volume / MicrosPerMinor(minorExponent)",
            "((Int128)fee.Micros * volume + MicrosPerMinor(minorExponent) - 1) / MicrosPerMinor(minorExponent)")),
        new("posting-out-of-balance", new Edit(Market + "Sellers/Postings.cs",
            "new PostingLine(credit, -amount)",
            "new PostingLine(credit, amount.Minor > 1_000 ? new Money(1 - amount.Minor) : -amount)")),
    ];
}
