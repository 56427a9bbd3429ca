using System.Collections.Immutable;

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
            .. (_reports?.All ?? []).Select(of => new ReportSnapshot(
                of.Id, of.Used.Fingerprint, of.Used.Status) { Region = of.Region }),
        ],
        Audit = _trail?.Entries,
    };

    /// <summary>The account as it was at a snapshot.</summary>
    /// <param name="snapshot">What <see cref="Snapshot()"/> gave.</param>
    /// <param name="quota">How much the seller may keep; null for no limit.</param>
    /// <exception cref="ArgumentException">It is of an older version.</exception>
    public static SellerAccount From(SellerSnapshot snapshot, SellerQuota? quota = null)
    {
        if (!snapshot.IsWhole)
        {
            throw new ArgumentException("The snapshot is of an older version.", nameof(snapshot));
        }
        var account = new SellerAccount(snapshot.Seller)
        {
            PostingCount = snapshot.PostingCount!.Value,
            Quota = quota,
            _trail = snapshot.Audit is { } acts ? new(acts) : null,
        };
        foreach (var market in snapshot.Markets) { Restore(account.Enter(market.Market), market); }
        foreach (var set in snapshot.Bases) { account.Set(set); }
        foreach (var used in snapshot.Reports)
        {
            account.KeepIn(used.Region!, used.Id, used.Fingerprint, used.Status);
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
        Reported = [.. market.Sales.Values],
        Used = market.Used,
        Corrections = market.Corrections,
        Compensation = market.Compensation,
        Days = market.Days is { } days ? new(days.LastNumber, days.LateSales) : null,
        Overage = market.Overage is { } overage
            ? new(overage.LastNumber, overage.Fees, overage.Terms)
            : null,
        Balances = BalancesOf(market),
        Awards =
        [
            .. market.Awards.Select(award => new AwardSnapshot(
                award.Granted, award.CurrentFee, new CubicFeet(award.Released))
            {
                Curtailed = new(award.Curtailed),
            }),
        ],
    };

    // Those that came later are written only where they were posted to: snapshots stay as short.
    private static ImmutableArray<Money> BalancesOf(SellerMarket market)
    {
        var accounts = Enum.GetValues<LedgerAccount>();
        var last = Array.FindLastIndex(accounts, of => market.Balance(of) != Money.Zero);
        return
        [
            .. accounts.Take(Math.Max(last, (int)LedgerAccount.Corrections) + 1)
                .Select(market.Balance),
        ];
    }

    private static void Restore(SellerMarket market, SellerMarketSnapshot snapshot)
    {
        market.Terms = snapshot.Terms;
        market.LastNoticeNumber = snapshot.LastNoticeNumber;
        market.Settled = snapshot.Settled;
        market.IncrementalSales = snapshot.Sales;
        market.LastSalesReportId = snapshot.LastSalesReportId;
        foreach (var report in snapshot.Reported!.Value) { market.Sales.Add(report.Id, report); }
        market.Used = snapshot.Used;
        market.Corrections = snapshot.Corrections;
        market.Compensation = snapshot.Compensation;
        market.Days = snapshot.Days is { } days
            ? new() { LastNumber = days.LastNumber, LateSales = days.LateSales }
            : null;
        market.Overage = snapshot.Overage is { } overage
            ? new() { LastNumber = overage.LastNumber, Fees = overage.Fees, Terms = overage.Terms }
            : null;
        market.Restore(snapshot.Balances);
        foreach (var award in snapshot.Awards)
        {
            market.Add(new AwardAccount(award.Granted)
            {
                CurrentFee = award.CurrentFee,
                Released = award.Released.Value,
                Curtailed = award.Curtailed.Value,
            });
        }
    }
}
