namespace Clearing.Pages.Charts;

/// <summary>The fee of one award over the rounds, which explains its current value.</summary>
/// <param name="line">The award as its statement has it.</param>
/// <param name="rounds">All cleared rounds, by number.</param>
/// <param name="terms">The market's money.</param>
public sealed class AwardFeeDrawing(
    StatementLine line, ImmutableArray<RoundReport> rounds, MoneyTerms terms)
{
    private const int Left = 44;
    private const int Top = 36;
    private const int Below = 30;

    private readonly ImmutableArray<FeeChange> _changes =
        AwardFees.Of(line.Round, line.RoundFee, rounds, line.CurrentFee);

    private readonly RoundReport[] _later =
        [.. rounds.Where(round => round.Terms.Round >= line.Round)];

    public string Sentence => $"Fee of {line.AwardId}: " + string.Join(
        "; ", _changes.Select(change =>
        $"{AxisText.Fee(change.Fee.Micros, terms.MinorExponent)} from round {change.Round}")) + ".";

    public Drawing Draw(Frame frame)
    {
        var right = frame.Width - (frame.IsNarrow ? 56 : 120);
        var most = Math.Max(1, _later.Max(round => round.RoundFee?.Micros ?? 0));
        var x = new Scale(Left + 8, right, _later.Length);
        var y = new Scale(frame.Height - Below, Top, Math.Max(most, line.RoundFee.Micros) * 1.1);
        var drawing = new Drawing();
        foreach (var fee in y.Ticks(3))
        {
            drawing.Line(Left, y[fee], right, y[fee], "gr").Text(
                Left - 6, y[fee] + 4, AxisText.Fee(fee, terms.MinorExponent), "", Anchor.End);
        }
        drawing.Text(6, 12, $"fee of {AxisText.Name(line.AwardId)}, {terms.Currency}/ft³");
        for (var i = 0; i < _later.Length; i++) { Round(drawing, frame, i, x, y); }
        Steps(drawing, x, y, right);
        return drawing.Text(
            right + 6, y[line.CurrentFee.Micros] + 4,
            frame.IsNarrow ? Fee(line.CurrentFee) : $"you pay {Fee(line.CurrentFee)}", "ff");
    }

    private void Round(Drawing drawing, Frame frame, int i, Scale x, Scale y)
    {
        var round = _later[i];
        var every = AxisText.Every(x[1] - x[0], frame.IsNarrow ? 50 : 80);
        if (i % every == 0)
        {
            drawing.Text(
                x[i], y[0] + 16, frame.IsNarrow
                    ? $"r{round.Terms.Round}"
                    : $"round {round.Terms.Round}",
                "k", Anchor.Middle);
        }
        if (round.RoundFee is not { } fee || _changes.Any(
            change => change.Round == round.Terms.Round))
        {
            return;
        }
        drawing.Circle(x[i], y[fee.Micros], 4, "fcard sr w2");
        if (i % every == 0)
        {
            drawing.Text(
                x[i], y[fee.Micros] - 10, frame.IsNarrow
                    ? Fee(fee)
                    : $"{Fee(fee)}: no change", "halo",
                Anchor.Middle);
        }
    }

    private void Steps(Drawing drawing, Scale x, Scale y, double right)
    {
        var path = new PathLine().To(x[0], y[line.RoundFee.Micros]);
        var before = line.RoundFee.Micros;
        foreach (var change in _changes.Skip(1))
        {
            var at = x[IndexOf(change.Round)];
            drawing.Rect(x[0], y[before], at - x[0], y[change.Fee.Micros] - y[before], "fcs");
            path.Across(at).UpOrDown(y[change.Fee.Micros]);
            before = change.Fee.Micros;
        }
        drawing.Path(path.Across(right), "sf w2").Line(Left, y[0], right, y[0], "ax");
        foreach (var change in _changes)
        {
            var at = x[IndexOf(change.Round)];
            drawing.Circle(at, y[change.Fee.Micros], 4, "ff").Text(
                at + (change.Round == line.Round ? 0 : 8), y[change.Fee.Micros] - 9,
                AxisText.Fee(change.Fee.Micros, terms.MinorExponent), "k halo",
                change.Round == line.Round ? Anchor.Middle : Anchor.Start);
        }
    }

    private int IndexOf(int number) =>
        Array.FindIndex(_later, round => round.Terms.Round == number);

    private string Fee(Fee? fee) => Shown.Fee(fee, terms.MinorExponent);
}
