using System.Collections.Immutable;

namespace Clearing.Market.Sellers;

public sealed partial class SellerAccount
{
    /// <summary>Copies a fact into the state.</summary>
    /// <param name="happened">The next fact of the seller's stream.</param>
    /// <exception cref="InvalidOperationException">
    /// The fact cannot follow on those before.
    /// </exception>
    public void Apply(SellerEvent happened)
    {
        try
        {
            Copy(happened);
        }
        catch (Exception cause) when (ImpossibleFact.Explains(cause))
        {
            throw ImpossibleFact.Of(happened, cause);
        }
    }

    private void Copy(SellerEvent happened)
    {
        switch (happened)
        {
            case MarketJoined joined: Enter(joined.Market); break;
            case NoticeAccepted accepted: Apply(accepted); break;
            case SalesReported sales: Apply(sales); break;
            case SalesReviewed reviewed: Apply(reviewed); break;
            case UseReported { Report: var report }:
                Enter(report.Market).Used = report.AverageUsed;
                Keep(report.Market, report.Id, Fingerprint.Of(report), ReportStatus.Recorded);
                break;
            case DaySalesAccepted accepted: Apply(accepted); break;
            case Corrected corrected: Apply(corrected); break;
            case OverageAccepted accepted: Apply(accepted); break;
            case BaseAllocationSet set: Apply(set); break;
            case ReportRefused refused:
                KeepIn(refused.Region ?? "", refused.Id, refused.Fingerprint, refused.Status);
                break;
            default:
                throw new InvalidOperationException($"No seller has a {happened.GetType().Name}.");
        }
    }

    private void Apply(NoticeAccepted accepted)
    {
        var notice = accepted.Notice;
        var market = Enter(notice.Market);
        if (notice.RepricedTo is { } fee)
        {
            foreach (var award in market.Awards)
            {
                if (award.CurrentFee.CompareTo(fee) > 0) { award.CurrentFee = fee; }
            }
        }
        foreach (var release in notice.Releases)
        {
            market.Find(release.AwardId).Released += release.Volume.Value;
        }
        foreach (var cut in notice.Curtailment?.Awards ?? [])
        {
            market.Find(cut.AwardId).Curtailed += cut.Volume;
            market.Compensation += cut.Compensation;
        }
        foreach (var award in notice.Awards) { market.Add(new AwardAccount(award)); }
        market.Terms = notice.Terms;
        market.LastNoticeNumber = notice.Number;
        market.Settled |= notice.Settled;
        Post(market, accepted.Postings);
    }

    private void Apply(Corrected corrected)
    {
        var market = Enter(corrected.Correction.Market);
        market.Corrections += corrected.Correction.Amount;
        Post(market, [corrected.Posting]);
        Keep(
            corrected.Correction.Market, corrected.Correction.Id,
            Fingerprint.Of(corrected.Correction), ReportStatus.Recorded);
        Record(corrected, ActKind.Corrected, corrected.Correction.Id, corrected.Correction.Note);
    }

    private void Apply(BaseAllocationSet set)
    {
        var allocation = set.Base;
        Set(allocation);
        Record(set, ActKind.BaseSet, $"{allocation.Region}/{allocation.StorageType}");
    }

    private void Post(SellerMarket market, ImmutableArray<Posting> postings)
    {
        market.Post(postings);
        PostingCount += postings.Length;
    }

    private SellerMarket Enter(string market)
    {
        var place = PlaceOf(market);
        if (place >= 0) { return _markets[place]; }
        // Many sellers name the same few markets.
        var entered = new SellerMarket(string.Intern(market));
        _markets = [.. _markets[..~place], entered, .. _markets[~place..]];
        return entered;
    }

    private void Set(BaseAllocation allocation) =>
        (_bases ??= [])[(allocation.Region, allocation.StorageType, allocation.Period)] =
            allocation.Volume.Value;

    private void Keep(string market, string id, string fingerprint, ReportStatus status) =>
        KeepIn(ReportIds.RegionOf(market), id, fingerprint, status);

    private void KeepIn(string region, string id, string fingerprint, ReportStatus status)
    {
        (_reports ??= new()).Keep(region, id, new(fingerprint, status));
        if (status != ReportStatus.Recorded) { _refusals++; }
    }
}
