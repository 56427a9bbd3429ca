using Clearing.Lab.Figures;
using Clearing.Lab.Mechanisms;
using Clearing.Lab.Runs;
using Clearing.Lab.Statistics;
using ScottPlot;

namespace Clearing.Client.Lab;

/// <summary>The plots of simulated markets.</summary>
internal static class MarketPlots
{
    /// <summary>Productivity less that of the forecast, by mechanism.</summary>
    internal static void Productivity(LabPlots plots, MainTable table)
    {
        var shown = table.Shown.Where(m => m.Name != MechanismTable.Prediction).ToArray();
        var found = shown.Select(table.MinusPrediction).ToArray();
        var plot = LabPlots.Begin(
            $"Sales per cubic foot less those of the forecast, {table.Model.Label} market",
            "", "dollars per cubic foot");
        for (var i = 0; i < shown.Length; i++)
        {
            var bar = plot.Add.Bar(i, found[i].Mean);
            bar.Color = LabPlots.Colours[0];
            bar.Bars[0].Error = found[i].Half;
        }
        LabPlots.Name(plot.Axes.Bottom, [.. shown.Select(m => ShortName(m.Name))], -45);
        plots.Save(
            "productivity-by-mechanism", plot, "mechanism,mean,half_width,markets",
            shown.Select((m, i) => Row(m.Name, found[i])));
    }

    /// <summary>A swept parameter and productivity less that of the forecast, with bands.</summary>
    internal static void Sweep(
        LabPlots plots, string parameter, string label, string file,
        IReadOnlyList<(string Value, MainTable Table)> points)
    {
        var plot = LabPlots.Begin(
            $"Sales per cubic foot less those of the forecast, by {label}", label,
            "dollars per cubic foot");
        var xs = points.Select((point, i) =>
            double.TryParse(point.Value, out var x) ? x : i).ToArray();
        var mechanisms = points[0].Table.Shown;
        for (var i = 0; i < mechanisms.Count; i++)
        {
            if (mechanisms[i].Name == MechanismTable.Prediction) { continue; }
            LabPlots.Band(
                plot, mechanisms[i].Name, LabPlots.Colours[i % LabPlots.Colours.Length], xs,
                [.. points.Select(point => point.Table.MinusPrediction(mechanisms[i]))]);
        }
        plot.Add.HorizontalLine(0, 1, Colors.Gray);
        plot.ShowLegend(Alignment.UpperRight);
        plots.Save(
            file, plot, $"{parameter},mechanism,mean,half_width,markets",
            from point in points
            from mechanism in mechanisms
            let found = point.Table.MinusPrediction(mechanism)
            select (IReadOnlyList<object>)
                [point.Value, mechanism.Name, found.Mean, found.Half, found.Markets]);
    }

    /// <summary>The bids of one round, the available volume, and the fee.</summary>
    internal static void Steps(LabPlots plots, string name, string title, BidSteps steps)
    {
        var plot = LabPlots.Begin(title, "cubic feet asked for at this fee or more",
            "max fee, dollars per cubic foot");
        List<double> xs = [];
        List<double> ys = [];
        List<IReadOnlyList<object>> rows = [];
        var sum = 0L;
        foreach (var (fee, volume) in steps.Steps)
        {
            xs.AddRange([sum, sum + volume]);
            ys.AddRange([fee, fee]);
            sum += volume;
            rows.Add([fee, volume, sum]);
        }
        var line = plot.Add.Scatter(xs, ys, LabPlots.Colours[0]);
        line.MarkerSize = 0;
        line.LineWidth = 2;
        line.LegendText = "bids";
        var available = plot.Add.VerticalLine(steps.Available, 2, LabPlots.Colours[1]);
        available.LegendText = $"available {Text(steps.Available)} ft³";
        if (steps.Fee is { } paid)
        {
            var fee = plot.Add.HorizontalLine(paid, 2, LabPlots.Colours[2]);
            fee.LegendText = FormattableString.Invariant($"fee {paid:F2}");
        }
        plot.ShowLegend(Alignment.UpperRight);
        plots.Save(name, plot, "max_fee,volume,cumulative_volume", rows);
    }

    /// <summary>The fees of each round's awards before and after repricing.</summary>
    internal static void Fees(LabPlots plots, IReadOnlyList<FeesByRound> rounds, string label)
    {
        var plot = LabPlots.Begin(
            $"What awards pay by their round, {label} market", "round of the award",
            "fee, dollars per cubic foot");
        var xs = rounds.Select(round => (double)round.Round).ToArray();
        LabPlots.Band(
            plot, "the round's own fee", LabPlots.Colours[1], xs, [.. rounds.Select(r => r.Own)]);
        LabPlots.Band(
            plot, "final fee, after repricing", LabPlots.Colours[0], xs,
            [.. rounds.Select(r => r.Final)]);
        plot.Axes.Bottom.SetTicks(xs, [.. rounds.Select(round => $"{round.Round}")]);
        plot.ShowLegend(Alignment.LowerRight);
        plots.Save(
            "fee-by-round", plot, "round,own_fee,own_half_width,final_fee,final_half_width",
            rounds.Select(r => (IReadOnlyList<object>)
                [r.Round, r.Own.Mean, r.Own.Half, r.Final.Mean, r.Final.Half]));
    }

    /// <summary>The share of its charge that a winner gets back, by margin.</summary>
    internal static void Credits(LabPlots plots, IReadOnlyList<CreditShares> thirds, string label)
    {
        var plot = LabPlots.Begin(
            $"Credit by charge of a winner, credit 15 %, {label} market", "credit ÷ charge",
            "share of winners");
        for (var third = 0; third < thirds.Count; third++)
        {
            var bars = plot.Add.Bars(
                [
                    .. Enumerable.Range(0, CreditShares.Bars)
                        .Select(bar => bar + ((third - 1) * 0.27)),
                ],
                [.. thirds[third].Shares.Select(share => share.Mean)]);
            bars.Color = LabPlots.Colours[third];
            bars.LegendText = thirds[third].Margins;
            foreach (var bar in bars.Bars) { bar.Size = 0.25; }
        }
        LabPlots.Name(plot.Axes.Bottom, Tenths());
        plot.ShowLegend(Alignment.UpperLeft);
        plots.Save(
            "credit-by-margin", plot, "margins,credit_by_charge,share,half_width",
            from third in thirds
            from bar in Enumerable.Range(0, CreditShares.Bars)
            select (IReadOnlyList<object>)
                [third.Margins, Tenths()[bar], third.Shares[bar].Mean, third.Shares[bar].Half]);
    }

    /// <summary>The gain of the tiny late bid by cover, with one line per remedy.</summary>
    internal static void Attack(LabPlots plots, IReadOnlyList<CoverCurve> curves)
    {
        var plot = LabPlots.Begin(
            "What one cubic foot at the lowest fee gains in the last round",
            "cover: mean demand ÷ capacity", "share of the attacker's own bill");
        for (var i = 0; i < curves.Count; i++)
        {
            LabPlots.Band(
                plot, curves[i].Name, LabPlots.Colours[i],
                [.. curves[i].Points.Select(point => point.Cover)],
                [.. curves[i].Points.Select(point => point.Gain)]);
        }
        plot.ShowLegend(Alignment.UpperRight);
        plots.Save(
            "attack-by-cover", plot, "cure,cover,gain_share_of_own_bill,half_width,markets",
            from curve in curves
            from point in curve.Points
            select (IReadOnlyList<object>)
                [curve.Name, point.Cover, point.Gain.Mean, point.Gain.Half, point.Gain.Markets]);
    }

    private static IReadOnlyList<object> Row(string name, Estimate found) =>
        [name, found.Mean, found.Half, found.Markets];

    private static string[] Tenths() =>
        [.. Enumerable.Range(0, 10).Select(i => $"{10 * i}–{10 * (i + 1)} %"), "all"];

    private static string ShortName(string mechanism) =>
        mechanism.Split(", all bids")[0] + (mechanism.Contains(", all bids") ? ", known" : "");

    private static string Text(long volume) => FormattableString.Invariant($"{volume:N0}");
}
