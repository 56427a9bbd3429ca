using System.Collections.Immutable;

namespace Clearing.Market.Sellers;

public sealed partial class SellerAccount
{
    /// <summary>
    /// Accepts a notice once, in ascending order; a notice that was already accepted gives no
    /// event.
    /// </summary>
    /// <param name="notice">What a market tells this seller.</param>
    /// <exception cref="ArgumentException">The notice is for another seller.</exception>
    public ImmutableArray<SellerEvent> Accept(Notice notice)
    {
        if (notice.Seller != Seller)
        {
            throw new ArgumentException("The notice is for another seller.", nameof(notice));
        }
        var market = Find(notice.Market);
        return notice.Number <= market?.LastNoticeNumber
            ? []
            : [new NoticeAccepted(notice, PostingsOf(notice, market))];
    }

    /// <summary>
    /// True if a notice is about an award that the account does not have, so that an earlier notice
    /// is missing.
    /// </summary>
    /// <param name="notice">What a market tells this seller.</param>
    public bool MissesBefore(Notice notice)
    {
        if (notice.Releases.IsEmpty && notice.Curtailment is null) { return false; }
        var market = Find(notice.Market);
        return notice.Releases.Any(release => market?.Has(release.AwardId) is not true)
            || (notice.Curtailment?.Awards ?? []).Any(cut => market?.Has(cut.AwardId) is not true);
    }

    private static ImmutableArray<Posting> PostingsOf(Notice notice, SellerMarket? market)
    {
        var postings = new Postings(notice.Market);
        foreach (var award in notice.Awards)
        {
            var gross = ChargeRule.Of(award.RoundFee, award.Volume.Value, notice.Terms);
            postings.Award(award.Id, gross);
        }
        if (market is null) { return postings.Take(); }
        PostReprices(notice, market, postings);
        if (!notice.Releases.IsEmpty) { PostReleases(notice, market, postings); }
        foreach (var cut in notice.Curtailment?.Awards ?? [])
        {
            var award = market.Find(cut.AwardId);
            postings.Discounts(
                Cause.Curtailment, award.Line(notice.Terms),
                ChargeRule.Line(
                    award.Granted, award.CurrentFee, award.Released, award.Curtailed + cut.Volume,
                    notice.Terms));
            postings.Compensation(cut.AwardId, cut.Compensation);
        }
        if (market.Terms is null && market.LastSalesReportId is { } report)
        {
            postings.Credit(report, CreditRule.Earned(market.IncrementalSales, notice.Terms));
        }
        if (notice.Settled && market.Statement(notice.Seller, notice.Terms) is { } statement)
        {
            postings.Settlement(statement.CreditApplied, statement.CreditUnused);
        }
        return postings.Take();
    }

    private static void PostReprices(Notice notice, SellerMarket market, Postings postings)
    {
        if (notice.RepricedTo is not { } fee) { return; }
        foreach (var award in market.Awards)
        {
            if (award.CurrentFee.CompareTo(fee) <= 0) { continue; }
            postings.Discounts(
                Cause.Reprice, award.Line(notice.Terms),
                ChargeRule.Line(
                    award.Granted, fee, award.Released, award.Curtailed, notice.Terms));
        }
    }

    // Fees fall before volume is released: both happened in one round, and a release is discounted
    // at the fee that the round left.
    private static void PostReleases(Notice notice, SellerMarket market, Postings postings)
    {
        var released = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var release in notice.Releases)
        {
            var award = market.Find(release.AwardId);
            var fee = notice.RepricedTo is { } lower && award.CurrentFee.CompareTo(lower) > 0
                ? lower
                : award.CurrentFee;
            var before = released.GetValueOrDefault(release.AwardId, award.Released);
            var after = before + release.Volume.Value;
            released[release.AwardId] = after;
            postings.Discounts(
                Cause.Release,
                ChargeRule.Line(award.Granted, fee, before, award.Curtailed, notice.Terms),
                ChargeRule.Line(award.Granted, fee, after, award.Curtailed, notice.Terms));
        }
    }
}
