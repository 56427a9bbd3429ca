using System.Collections.Immutable;

namespace Clearing.Market.Sellers;

public sealed partial class SellerAccount
{
    /// <summary>
    /// Decides on a report of sales. Repeating a report returns its first answer.
    /// </summary>
    /// <param name="report">Sales or returns in a market the seller takes part in.</param>
    /// <param name="rule">What the market says about reports; null before it is known.</param>
    public Decision<ReportStatus, SellerEvent> Report(
        SalesReport report, SalesRule? rule = null)
    {
        var print = Fingerprint.Of(report);
        if (FirstAnswer(report.Market, report.Id, print) is { } first) { return first; }
        if (Find(report.Market) is not { } market)
        {
            return Refused(report.Market, report.Id, print, ReportStatus.MarketUnknown);
        }
        if ((market.Terms?.CreditsFrom ?? rule?.CreditsFrom) == CreditSource.Days)
        {
            return ReportStatus.CreditsFromDays;
        }
        if (market.Settled) { return ReportStatus.MarketSettled; }
        if (!InRange(report.Incremental)) { return ReportStatus.AmountOutOfRange; }
        if (ReportsAreFull) { return ReportStatus.ReportsFull; }
        if (report.Incremental.Minor > rule?.ReviewAbove?.Minor)
        {
            return new(ReportStatus.Recorded, new SalesReported(report, []) { Held = true });
        }
        return new(
            ReportStatus.Recorded,
            new SalesReported(report, CreditOf(market, report.Id, report.Incremental)));
    }

    /// <summary>Decides on a report of use. Repeating a report returns its first answer.</summary>
    /// <remarks>
    /// The latest report counts; it may come after settlement, as use is known late.
    /// </remarks>
    /// <param name="report">The use of a market the seller takes part in.</param>
    public Decision<ReportStatus, SellerEvent> Report(UseReport report)
    {
        var print = Fingerprint.Of(report);
        if (FirstAnswer(report.Market, report.Id, print) is { } first) { return first; }
        if (Find(report.Market) is null)
        {
            return Refused(report.Market, report.Id, print, ReportStatus.MarketUnknown);
        }
        if (report.AverageUsed.Value < 0) { return ReportStatus.UseNegative; }
        if (ReportsAreFull) { return ReportStatus.ReportsFull; }
        return new(ReportStatus.Recorded, new UseReported(report));
    }

    /// <summary>Decides on a correction. Repeating a correction returns its first answer.</summary>
    /// <param name="correction">A new entry for a settled market.</param>
    /// <param name="allowed">Whether one operator may make it, or a second one approved it.</param>
    public Decision<ReportStatus, SellerEvent> Correct(Correction correction, bool allowed = true)
    {
        var print = Fingerprint.Of(correction);
        if (FirstAnswer(correction.Market, correction.Id, print) is { } first) { return first; }
        if (Find(correction.Market) is not { } market)
        {
            return Refused(
                correction.Market, correction.Id, print, ReportStatus.MarketUnknown);
        }
        if (!market.Settled)
        {
            return Refused(
                correction.Market, correction.Id, print, ReportStatus.MarketNotSettled);
        }
        if (!NoteRule.Allows(correction.Note))
        {
            return ReportStatus.NoteMalformed;
        }
        if (!InRange(correction.Amount)) { return ReportStatus.AmountOutOfRange; }
        if (!allowed) { return ReportStatus.ApprovalNeeded; }
        return new(ReportStatus.Recorded,
            new Corrected(correction, Postings.Correction(correction)));
    }

    /// <summary>The receipt of a report: its answer with the limit that a refusal is about.</summary>
    /// <param name="status">The answer.</param>
    /// <param name="known">Whether the report's id was known before it was decided.</param>
    public ReportReceipt ReceiptOf(ReportStatus status, bool known) => new(
        status, known && status != ReportStatus.IdReused,
        status switch
        {
            ReportStatus.RefusalsFull => Quota?.Refusals,
            ReportStatus.ReportsFull => Quota?.Reports,
            _ => null,
        });

    /// <summary>
    /// Tells which reports were answered before in a market's region; sending one again returns that
    /// answer.
    /// </summary>
    /// <param name="market">A market of the region.</param>
    /// <param name="ids">Ids of reports, reviews or corrections.</param>
    /// <returns>For each id, in the same order, true if it has an answer.</returns>
    public ImmutableArray<bool> Answered(string market, ImmutableArray<string> ids) =>
        [.. ids.Select(id => _reports?.Find(market, id) is not null)];

    // Operators' reviews and corrections are counted with the reports, and never refused for it.
    private bool ReportsAreFull => _reports?.Count >= Quota?.Reports;

    private ReportStatus? FirstAnswer(string market, string id, string fingerprint)
    {
        if (!IdRule.Allows(id)) { return ReportStatus.IdMalformed; }
        if (_reports?.Find(market, id) is not { } used) { return null; }
        return used.Fingerprint == fingerprint ? used.Status : ReportStatus.IdReused;
    }

    internal static bool InRange(Money amount) =>
        amount.Minor >= -long.MaxValue && amount.Minor <= long.MaxValue;

    private Decision<ReportStatus, SellerEvent> Refused(
        string market, string id, string fingerprint, ReportStatus status) =>
        _refusals >= Quota?.Refusals
            ? ReportStatus.RefusalsFull
            : new Decision<ReportStatus, SellerEvent>(
                status,
                new ReportRefused(id, fingerprint, status) { Region = ReportIds.RegionOf(market) });
}
