using Clearing.Market;

namespace Clearing.Simulation;

/// <summary>A seller's account recomputed from its journal, without using its own code.</summary>
/// <param name="seller">The seller.</param>
/// <param name="wrong">Receives impossible states.</param>
internal sealed class SellerModel(string seller, Action<string> wrong)
{
    private readonly HashSet<(string Region, string Id)> _spentIds = [];

    public string Seller { get; } = seller;

    public SortedDictionary<string, SellerMarketModel> Markets { get; } = new(StringComparer.Ordinal);

    public Dictionary<(string Region, string StorageType, string? Period), long> Bases { get; } = [];

    /// <summary>Every posting, in order, with the time it became durable.</summary>
    public List<(Posting Posting, DateTimeOffset RecordedAt)> Ledger { get; } = [];

    public void Apply(SellerEvent happened, DateTimeOffset recordedAt)
    {
        var postings = happened switch
        {
            NoticeAccepted accepted => accepted.Postings,
            SalesReported sales => sales.Postings,
            SalesReviewed reviewed => reviewed.Postings,
            Corrected corrected => [corrected.Posting],
            _ => [],
        };
        switch (happened)
        {
            case MarketJoined joined: In(joined.Market); break;
            case NoticeAccepted accepted: In(accepted.Notice.Market).Accept(accepted); break;
            case SalesReported sales: Apply(sales); break;
            case SalesReviewed reviewed: Apply(reviewed); break;
            case UseReported use:
                Spend(use.Report.Market, use.Report.Id);
                In(use.Report.Market).Used = use.Report.AverageUsed.Value;
                break;
            case Corrected corrected: Apply(corrected); break;
            case BaseAllocationSet set:
                Bases[(set.Base.Region, set.Base.StorageType, set.Base.Period)] = set.Base.Volume.Value;
                break;
            case ReportRefused refused: SpendIn(refused.Region!, refused.Id); break;
            default: Wrong($"{happened} is unknown"); break;
        }
        foreach (var posting in postings) { Post(posting, recordedAt); }
        foreach (var market in Markets.Values) { market.CheckBalances($"after {happened}"); }
    }

    private void Apply(SalesReported sales)
    {
        Spend(sales.Report.Market, sales.Report.Id);
        var market = In(sales.Report.Market);
        if (market.Settled) { Wrong($"{sales} comes after settlement"); }
        market.Report(sales.Report, sales.Held);
    }

    private void Apply(SalesReviewed reviewed)
    {
        Spend(reviewed.Review.Market, reviewed.Review.Id!);
        var market = In(reviewed.Review.Market);
        if (market.Settled) { Wrong($"{reviewed} comes after settlement"); }
        market.Review(reviewed.Review);
    }

    private void Apply(Corrected corrected)
    {
        Spend(corrected.Correction.Market, corrected.Correction.Id);
        var market = In(corrected.Correction.Market);
        if (!market.Settled) { Wrong($"{corrected} comes before settlement"); }
        market.Corrections += corrected.Correction.Amount.Minor;
    }

    private void Post(Posting posting, DateTimeOffset recordedAt)
    {
        var sum = posting.Lines.WideSum(line => line.Amount.Minor);
        if (sum != 0) { Wrong($"{posting} sums to {sum} (I8)"); }
        In(posting.Market).Post(posting);
        Ledger.Add((posting, recordedAt));
    }

    private SellerMarketModel In(string market)
    {
        if (!Markets.TryGetValue(market, out var known))
        {
            Markets.Add(market, known = new SellerMarketModel(market, Seller, Wrong));
        }
        return known;
    }

    private void Spend(string market, string id) => SpendIn(market.Split('/')[0], id);

    private void SpendIn(string region, string id)
    {
        if (!_spentIds.Add((region, id))) { Wrong($"id {id} is spent twice in {region}"); }
    }

    private void Wrong(string what) => wrong($"{Seller}: {what}");
}
