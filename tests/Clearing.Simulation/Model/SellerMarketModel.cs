using Clearing.Market;

namespace Clearing.Simulation;

/// <summary>A seller's holdings and debts in one market, recomputed from its notices.</summary>
internal sealed class SellerMarketModel(string market, string seller, Action<string> wrong)
{
    private readonly Dictionary<string, (Int128 Amount, bool Counts)> _reports =
        new(StringComparer.Ordinal);

    private readonly Int128[] _balances = new Int128[Enum.GetValues<LedgerAccount>().Length];

    public string Market { get; } = market;

    public MoneyTerms? Terms { get; private set; }

    public List<NoticeAccepted> Notices { get; } = [];

    public List<AwardLine> Awards { get; } = [];

    public bool Settled { get; private set; }

    public Int128 Sales => _reports.Values.WideSum(report => report.Counts ? report.Amount : 0);

    /// <summary>Every value that the sum of sales has had.</summary>
    public HashSet<Int128> SalesSoFar { get; } = [0];

    public Int128 Corrections { get; set; }

    public long? Used { get; set; }

    public long Held => Awards.Sum(award => award.Granted.Volume.Value - award.Released);

    public Int128 Charge => Awards.WideSum(
        award => Cost(award.CurrentFee, award.Granted.Volume.Value - award.Released));

    public Int128 Earned => Terms is null ? 0 : Terms.CreditRatePpm * Int128.Max(0, Sales) / 1_000_000;

    public Int128 Cap => Terms is null ? 0 : Terms.CreditCapPpm * Charge / 1_000_000;

    public Int128 Applied => Int128.Min(Earned, Cap);

    public void Accept(NoticeAccepted accepted)
    {
        var notice = accepted.Notice;
        if (notice.Seller != seller || notice.Number <= (Notices.LastOrDefault()?.Notice.Number ?? 0))
        {
            wrong($"accepts {notice} out of turn or twice");
        }
        Notices.Add(accepted);
        Terms = notice.Terms;
        foreach (var award in Awards)
        {
            if (notice.RepricedTo is { } fee) { award.CurrentFee = Math.Min(award.CurrentFee, fee.Micros); }
        }
        foreach (var release in notice.Releases)
        {
            if (Awards.Find(award => award.Granted.Id == release.AwardId) is not { } award)
            {
                wrong($"is told of {release} without the award");
                continue;
            }
            award.Released += release.Volume.Value;
        }
        foreach (var award in notice.Awards) { Awards.Add(new AwardLine(award)); }
        Settled |= notice.Settled;
    }

    public void Report(SalesReport report, bool held)
    {
        _reports.Add(report.Id, (report.Incremental.Minor, !held));
        SalesSoFar.Add(Sales);
    }

    public void Review(SalesReview review)
    {
        if (!_reports.TryGetValue(review.ReportId, out var report))
        {
            wrong($"has a review of {review.ReportId}, which was never reported");
            return;
        }
        _reports[review.ReportId] = (report.Amount, review.State == SalesState.Confirmed);
        SalesSoFar.Add(Sales);
    }

    public void Post(Posting posting)
    {
        foreach (var line in posting.Lines) { _balances[(int)line.Account] += line.Amount.Minor; }
        if (posting.Cause != Cause.Award) { return; }
        if (Awards.Find(award => award.Granted.Id == posting.Reference) is not { } award)
        {
            wrong($"posts {posting.Reference}, which it was not told");
            return;
        }
        if (++award.Postings > 1) { wrong($"posts {posting.Reference} {award.Postings} times"); }
    }

    /// <summary>Checks that the balances follow from the facts at every commit.</summary>
    public void CheckBalances(string when)
    {
        var gross = Awards.WideSum(award => award.Gross(Cost));
        var repricing = Awards.WideSum(award => award.Gross(Cost) - Cost(award.CurrentFee, award.Granted.Volume.Value));
        var release = gross - repricing - Charge;
        var applied = Settled ? Applied : 0;
        var unused = Settled ? Earned - Applied : 0;
        Expect(LedgerAccount.Receivable, Charge - applied + Corrections, when);
        Expect(LedgerAccount.ReservationFees, -gross, when);
        Expect(LedgerAccount.RepricingDiscounts, repricing, when);
        Expect(LedgerAccount.ReleaseDiscounts, release, when);
        Expect(LedgerAccount.CreditsGranted, Earned - unused, when);
        Expect(LedgerAccount.CreditsHeld, Settled ? 0 : -Earned, when);
        Expect(LedgerAccount.Corrections, -Corrections, when);
        if (Applied < 0 || Applied > Charge) { wrong($"{Market}: credit {Applied} of charge {Charge} (I7) {when}"); }
        if (_balances.WideSum(balance => balance) != 0) { wrong($"{Market}: the ledger does not sum to zero {when}"); }
    }

    public Int128 Cost(long feeMicros, long volume)
    {
        var digits = 6 - (Terms?.MinorExponent ?? 2);
        return (Int128)feeMicros * volume / Enumerable.Repeat(10, digits).Aggregate(1, (a, b) => a * b);
    }

    private void Expect(LedgerAccount account, Int128 amount, string when)
    {
        if (_balances[(int)account] != amount)
        {
            wrong($"{Market}: {account} is {_balances[(int)account]}, should be {amount} (I8) {when}");
        }
    }
}

/// <summary>An award as notified to its seller.</summary>
internal sealed class AwardLine(Award granted)
{
    public Award Granted { get; } = granted;

    public long CurrentFee { get; set; } = granted.RoundFee.Micros;

    public long Released { get; set; }

    public int Postings { get; set; }

    public Int128 Gross(Func<long, long, Int128> cost) =>
        cost(Granted.RoundFee.Micros, Granted.Volume.Value);
}
