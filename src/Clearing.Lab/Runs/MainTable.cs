using Clearing.Lab.Mechanisms;
using Clearing.Lab.Models;
using Clearing.Lab.Statistics;

namespace Clearing.Lab.Runs;

/// <summary>The main table: what each mechanism does with the same markets.</summary>
public sealed class MainTable
{
    private readonly IReadOnlyList<Mechanism> _played;
    private readonly Sample _sample = new();

    /// <summary>An empty table.</summary>
    /// <param name="model">The model.</param>
    /// <param name="mechanisms">The mechanisms to show, a part of the whole table.</param>
    public MainTable(MarketModel model, IReadOnlyList<Mechanism> mechanisms)
    {
        Model = model;
        Shown = mechanisms;
        _played =
        [
            .. MechanismTable.All.Where(
                mechanism => mechanisms.Contains(mechanism) || IsMeasure(mechanism)),
            .. mechanisms.Except(MechanismTable.All),
        ];
    }

    /// <summary>The model.</summary>
    public MarketModel Model { get; }

    /// <summary>The mechanisms to show.</summary>
    public IReadOnlyList<Mechanism> Shown { get; }

    /// <summary>How many markets were played.</summary>
    public int Markets => _sample.Markets;

    /// <summary>Plays markets until there are as many as the options ask for.</summary>
    public void Extend(LabOptions options) => Replications.Extend(
        _sample, Model.Label, options, OutcomeMeasures.Count * _played.Count,
        () => (
            Table: new MarketTable(Model), Measuring: new Measuring(Model.Sellers, Model.Rounds)),
        (thread, market, row) =>
        {
            thread.Table.Draw.Fill(options.Seed, market);
            MechanismTable.All[IndexOf(MechanismTable.All, MechanismTable.BestSales)]
                .Grant(thread.Table);
            thread.Measuring.KeepBest(thread.Table);
            for (var i = 0; i < _played.Count; i++)
            {
                _played[i].Grant(thread.Table);
                thread.Measuring.Write(
                    thread.Table, _played[i],
                    row.AsSpan(i * OutcomeMeasures.Count, OutcomeMeasures.Count));
            }
        });

    /// <summary>
    /// The figures of a mechanism by their names, in the order of the reference.
    /// </summary>
    public IReadOnlyList<(string Name, Estimate Estimate)> FiguresOf(Mechanism mechanism)
    {
        var at = Of(mechanism.Name);
        var best = Of(MechanismTable.BestSales);
        var profit = Of(MechanismTable.BestProfit);
        List<(string, Estimate)> figures =
        [
            ("sales_ratio_to_optimum", _sample.Ratio(
                at + OutcomeMeasures.Sales, best + OutcomeMeasures.Sales)),
            ("profit_ratio_to_optimum",
                _sample.Ratio(at + OutcomeMeasures.Profit, profit + OutcomeMeasures.Profit)),
            ("productivity_usd_per_ft3", Productivity(at)),
            ("productivity_minus_prediction", MinusPrediction(mechanism)),
            ("unsold_share", _sample.Ratio(
                row => row[at + OutcomeMeasures.Capacity] - row[at + OutcomeMeasures.Granted],
                row => row[at + OutcomeMeasures.Capacity])),
            ("recall_of_best_new_products",
                _sample.Ratio(at + OutcomeMeasures.NewShared, best + OutcomeMeasures.NewGranted)),
            ("recall_of_best", _sample.Ratio(
                at + OutcomeMeasures.Shared, best + OutcomeMeasures.Granted)),
            ("new_product_share",
                _sample.Ratio(at + OutcomeMeasures.NewGranted, at + OutcomeMeasures.Granted)),
        ];
        if (mechanism.Figures >= FigureKind.Fees) { figures.AddRange(Fees(at)); }
        if (mechanism.Figures >= FigureKind.FeesByRound)
        {
            figures.Add(
                ("early_minus_late_fee", _sample.Mean(at + OutcomeMeasures.EarlyMinusLate)));
            figures.Add((
                "mean_request_round",
                _sample.Ratio(at + OutcomeMeasures.RequestRound, at + OutcomeMeasures.Granted)));
        }
        if (mechanism.Figures == FigureKind.UniformFees)
        {
            figures.Add((
                "markets_where_an_early_award_pays_more_than_a_later_one",
                _sample.Mean(at + OutcomeMeasures.EarlyPaysMore)));
        }
        return figures;
    }

    /// <summary>Productivity less that of the operator's forecast, on the same markets.</summary>
    public Estimate MinusPrediction(Mechanism mechanism)
    {
        var (at, prediction) = (Of(mechanism.Name), Of(MechanismTable.Prediction));
        return _sample.RatioDifference(
            at + OutcomeMeasures.Sales, at + OutcomeMeasures.Granted,
            prediction + OutcomeMeasures.Sales, prediction + OutcomeMeasures.Granted);
    }

    /// <summary>The widest interval of a mechanism's productivity, a part of its value.</summary>
    public double WidestHalf() => Shown.Max(mechanism =>
    {
        var productivity = Productivity(Of(mechanism.Name));
        return productivity.Half / Math.Abs(productivity.Mean);
    });

    private Estimate Productivity(int at) =>
        _sample.Ratio(at + OutcomeMeasures.Sales, at + OutcomeMeasures.Granted);

    private IEnumerable<(string, Estimate)> Fees(int at) =>
    [
        ("gross_fee_per_ft3", _sample.Ratio(
            at + OutcomeMeasures.Gross, at + OutcomeMeasures.Granted)),
        ("net_fee_per_ft3", _sample.Ratio(at + OutcomeMeasures.Net, at + OutcomeMeasures.Granted)),
        ("fees_offset_share", _sample.Ratio(
            at + OutcomeMeasures.Offset, at + OutcomeMeasures.Gross)),
        ("winners_fully_offset", _sample.Ratio(
            at + OutcomeMeasures.FullyOffset, at + OutcomeMeasures.Winners)),
        ("round_fee_cv", _sample.Mean(at + OutcomeMeasures.RoundFeeVariation)),
        ("fee_spread_usd", _sample.Mean(at + OutcomeMeasures.Spread)),
    ];

    private int Of(string name) => OutcomeMeasures.Count * IndexOf(_played, name);

    private static int IndexOf(IReadOnlyList<Mechanism> mechanisms, string name)
    {
        for (var i = 0; i < mechanisms.Count; i++)
        {
            if (mechanisms[i].Name == name) { return i; }
        }
        throw new ArgumentException($"No mechanism is called {name}.", nameof(name));
    }

    private static bool IsMeasure(Mechanism mechanism) => mechanism.Name
        is MechanismTable.Prediction or MechanismTable.BestSales or MechanismTable.BestProfit;
}
