using Clearing.Lab.Attacks;
using Clearing.Lab.Mechanisms;
using Clearing.Lab.Models;
using Clearing.Lab.Runs;
using Clearing.Lab.Statistics;

namespace Clearing.Lab.Claims;

/// <summary>The claims of the article about such markets, each with a verdict.</summary>
public sealed class ArticleClaims
{
    private const string Repricing = "6 rounds+repricing";
    private const string Credit = "7b credit 15%";
    private const string RefundSafe = "7e credit 15% refund-safe";
    private const string Rounds = "5 rounds";

    // An interval that covers the border tells neither that a claim holds nor that it fails.
    private const string NotDecided = "not decided: simulate more markets";

    private readonly LabOptions _options;
    private readonly MainTable[] _tables;

    private ArticleClaims(LabOptions options)
    {
        _options = options;
        var mechanisms = MechanismTable.All
            .Where(m => m.Name is Repricing or Credit or RefundSafe or Rounds).ToArray();
        _tables =
        [
            .. new[] { MarketModel.Tight, MarketModel.Balanced, MarketModel.Slack }
                .Select(model => new MainTable(model, mechanisms)),
        ];
        foreach (var table in _tables) { table.Extend(options); }
    }

    /// <summary>Judges all claims.</summary>
    public static IReadOnlyList<Claim> Judge(LabOptions options)
    {
        var claims = new ArticleClaims(options);
        return
        [
            claims.Productivity(), claims.FeeBack(), claims.EarlyRewarded(), claims.Asymmetry(),
            claims.Securities(),
        ];
    }

    private Claim Productivity()
    {
        var evidence = Each("productivity_minus_prediction", Repricing, Credit);
        var (scarce, slack) = (evidence[0].Estimate, evidence[4].Estimate);
        var verdict = (scarce.Low > 0, slack.Low > 0) switch
        {
            (true, true) => "yes",
            (true, false) => "yes where space is scarce; "
                + Verdict(slack.High <= 0, "there is nothing to gain where it is not", NotDecided),
            _ => Verdict(scarce.High < 0, "no", NotDecided),
        };
        return new(
            "Productivity is higher than under the operator's own allocation", verdict, evidence);
    }

    private Claim FeeBack()
    {
        var evidence = Each("winners_fully_offset", Credit, RefundSafe);
        return new(
            "The vast majority of sellers get the whole fee back",
            evidence.Exists(figure => figure.Estimate.High < 0.5)
                ? "not implied by the rules: it depends on scarcity and on what sellers bid"
                : Verdict(evidence.TrueForAll(figure => figure.Estimate.Low >= 0.5), "yes", NotDecided),
            evidence);
    }

    private Claim EarlyRewarded()
    {
        const string Figure = "markets_where_an_early_award_pays_more_than_a_later_one";
        var tight = _tables[0];
        var waiting = Waiting.Run(MarketModel.Tight, _options);
        List<(string, Estimate)> evidence =
        [
            ($"{Figure}, {Rounds}", FigureOf(tight, Rounds, Figure)),
            ($"{Figure}, {Repricing}", FigureOf(tight, Repricing, Figure)),
            ($"early_minus_late_fee, {Repricing}",
                FigureOf(tight, Repricing, "early_minus_late_fee")),
            .. waiting.Rows.Select(
                row => ($"gain of waiting, {row.Cure}", row.Figures[0].Estimate)),
        ];
        // One market in which an early award pays more refutes the claim.
        var (early, gain) = (
            evidence[1].Item2.Mean, waiting["rising capacity, repricing", "gain_share"]);
        return new(
            "Early requests are rewarded",
            early > 0 || gain.Low > 0
                ? "no"
                : Verdict(
                    gain.High < 0, "yes: nobody pays more for being early, and waiting loses",
                    NotDecided),
            evidence);
    }

    private Claim Asymmetry()
    {
        var lying = Overstating.Run(MarketModel.Tight, 1.5, _options);
        List<(string, Estimate)> evidence =
        [
            .. lying.Rows
                .Where(row => row.Cure is not ("pay-as-bid" or "rounds"))
                .Select(row => (
                    $"gain of overstating by 50 %, {row.Cure}",
                    row.Figures.Single(figure => figure.Name == "gain_share").Estimate)),
            .. InflatedClaims.Run(MarketModel.Tight, _options),
        ];
        var (free, bid) = (
            lying["claims believed", "gain_share"], lying["repricing", "gain_share"]);
        return new(
            "The market addresses what only sellers know",
            free.High < 0 || bid.Low > 0
                ? "no"
                : Verdict(
                    free.Low > 0 && bid.High < 0,
                    "yes: a lie pays where claims are free, and costs where they are bids",
                    NotDecided),
            evidence);
    }

    private Claim Securities()
    {
        var tight = _tables[0];
        List<(string, Estimate)> evidence =
        [
            ($"net_fee_per_ft3, {Repricing}", FigureOf(tight, Repricing, "net_fee_per_ft3")),
            ($"net_fee_per_ft3, {Credit}", FigureOf(tight, Credit, "net_fee_per_ft3")),
            ($"productivity_usd_per_ft3, {Repricing}",
                FigureOf(tight, Repricing, "productivity_usd_per_ft3")),
            ($"productivity_usd_per_ft3, {Credit}",
                FigureOf(tight, Credit, "productivity_usd_per_ft3")),
        ];
        return new(
            "The credit is inspired by bidding with securities",
            evidence[1].Item2.High < evidence[0].Item2.Low
                ? "it is the reverse of it: it gives up net revenue and gets sales for it"
                : Verdict(evidence[1].Item2.Low > evidence[0].Item2.High, "yes", NotDecided),
            evidence);
    }

    private static string Verdict(bool isSo, string so, string otherwise) => isSo ? so : otherwise;

    private List<(string Name, Estimate Estimate)> Each(
        string figure, params string[] mechanisms) =>
    [
        .. from table in _tables
           from mechanism in mechanisms
           select (
               $"{figure}, {mechanism}, {table.Model.Label}", FigureOf(table, mechanism, figure)),
    ];

    private static Estimate FigureOf(MainTable table, string mechanism, string figure) =>
        table.FiguresOf(table.Shown.Single(shown => shown.Name == mechanism))
            .Single(known => known.Name == figure).Estimate;
}
