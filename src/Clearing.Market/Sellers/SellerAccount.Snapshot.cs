namespace Clearing.Market.Sellers;

public sealed partial class SellerAccount
{
    /// <summary>
    /// The whole state, for a snapshot: folding the rest of the stream onto it is the same.
    /// </summary>
    public SellerSnapshot Snapshot() => new()
    {
        Seller = Seller,
        PostingCount = PostingCount,
        Markets = [.. _markets.Select(Snapshot)],
        Bases =
        [
            .. (_bases ?? []).Select(set => new BaseAllocation(
                    set.Key.Region, set.Key.StorageType, new CubicFeet(set.Value), set.Key.Period))
                .OrderBy(set => set.Region, StringComparer.Ordinal)
                .ThenBy(set => set.StorageType, StringComparer.Ordinal)
                .ThenBy(set => set.Period, StringComparer.Ordinal),
        ],
        Reports =
        [
            .. (_reports ?? []).OrderBy(used => used.Key, StringComparer.Ordinal)
                .Select(used => new ReportSnapshot(
                    used.Key, used.Value.Fingerprint, used.Value.Status)),
        ],
        Audit = _trail?.Entries,
    };

    /// <summary>The account as it was at a snapshot.</summary>
    /// <param name="snapshot">What <see cref="Snapshot()"/> gave.</param>
    /// <param name="quota">How much the seller may keep; null for no limit.</param>
    /// <exception cref="ArgumentException">It does not count its postings.</exception>
    public static SellerAccount From(SellerSnapshot snapshot, SellerQuota? quota = null)
    {
        if (snapshot.PostingCount is not { } postings)
        {
            throw new ArgumentException("The snapshot has no count of postings.", nameof(snapshot));
        }
        var account = new SellerAccount(snapshot.Seller)
        {
            PostingCount = postings,
            Quota = quota,
            _trail = snapshot.Audit is { } acts ? new(acts) : null,
        };
        foreach (var market in snapshot.Markets) { Restore(account.Enter(market.Market), market); }
        foreach (var set in snapshot.Bases) { account.Set(set); }
        foreach (var used in snapshot.Reports)
        {
            account.Keep(used.Id, used.Fingerprint, used.Status);
        }
        return account;
    }

    private static SellerMarketSnapshot Snapshot(SellerMarket market) => new()
    {
        Market = market.Key,
        Terms = market.Terms,
        LastNoticeNumber = market.LastNoticeNumber,
        Settled = market.Settled,
        Sales = market.IncrementalSales,
        LastSalesReportId = market.LastSalesReportId,
        Used = market.Used,
        Corrections = market.Corrections,
        Days = market.Days is { } days ? new(days.LastNumber, days.LateSales) : null,
        Balances = [.. Enum.GetValues<LedgerAccount>().Select(market.Balance)],
        Awards =
        [
            .. market.Awards.Select(award => new AwardSnapshot(
                award.Granted, award.CurrentFee, new CubicFeet(award.Released))),
        ],
    };

    private static void Restore(SellerMarket market, SellerMarketSnapshot snapshot)
    {
        market.Terms = snapshot.Terms;
        market.LastNoticeNumber = snapshot.LastNoticeNumber;
        market.Settled = snapshot.Settled;
        market.IncrementalSales = snapshot.Sales;
        market.LastSalesReportId = snapshot.LastSalesReportId;
        market.Used = snapshot.Used;
        market.Corrections = snapshot.Corrections;
        market.Days = snapshot.Days is { } days
            ? new() { LastNumber = days.LastNumber, LateSales = days.LateSales }
            : null;
        market.Restore(snapshot.Balances);
        foreach (var award in snapshot.Awards)
        {
            market.Add(new AwardAccount(award.Granted)
            {
                CurrentFee = award.CurrentFee,
                Released = award.Released.Value,
            });
        }
    }
}
