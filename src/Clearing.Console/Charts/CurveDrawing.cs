namespace Clearing.Pages.Charts;

/// <summary>
/// The bid curve of a cleared round: what bids would have paid, and where the space ended.
/// </summary>
/// <remarks>
/// Winners are drawn step by step. What lost is one hatched block without inner steps, because those bids
/// stand for later rounds and are sealed; once the market is settled it has its steps, too.
/// </remarks>
/// <param name="curve">The exact curve, with at least one step.</param>
/// <param name="report">Its round, which granted something.</param>
/// <param name="config">The market's terms, for the currency.</param>
/// <param name="isWhole">True if what lost is no longer sealed.</param>
public sealed class CurveDrawing(
    RoundCurve curve, RoundReport report, MarketConfig config, bool isWhole = false)
{
    private const int Left = 44;
    private const int Top = 26;
    private const int Below = 40;
    private const int Right = 12;

    private readonly Fee _fee = report.LowestGranted ?? default;
    private readonly ImmutableArray<CurveStep> _won = Winning(curve, report);
    private readonly ImmutableArray<CurveStep> _shown = Shows(curve, report, isWhole);
    private readonly Int128 _demand = curve.Steps[^1].CumulativeEligible;

    /// <summary>What the picture says, for readers who cannot see it.</summary>
    public string Sentence =>
        $"Bid curve of round {report.Terms.Round}: capacity {Shown.Volume(report.Available)}, "
        + $"round fee {Fee(report.RoundFee)}, reserve {Fee(report.Terms.Reserve)}, demand "
        + $"{Shown.Number(_demand)} cubic feet.";

    /// <summary>The steps of bids that got volume, highest fee first.</summary>
    public static ImmutableArray<CurveStep> Winning(RoundCurve curve, RoundReport report) =>
        report.LowestGranted is { } lowest
            ? [.. curve.Steps.Where(
                step => step.Highest.CompareTo(lowest) >= 0 && step.Eligible > 0)]
            : [];

    /// <summary>The steps that are shown one by one, highest fee first.</summary>
    /// <param name="curve">The exact curve.</param>
    /// <param name="report">Its round.</param>
    /// <param name="isWhole">True if what lost is no longer sealed.</param>
    public static ImmutableArray<CurveStep> Shows(RoundCurve curve, RoundReport report, bool isWhole) =>
        isWhole ? [.. curve.Steps.Where(step => step.Eligible > 0)] : Winning(curve, report);

    /// <summary>
    /// How many bids lost that could have won: those below the lowest granted fee.
    /// </summary>
    public static int Losing(RoundCurve curve, RoundReport report) =>
        report.LowestGranted is { } lowest
            ? curve.Steps.Where(step => step.Highest.CompareTo(lowest) < 0 && step.Eligible > 0)
                .Sum(step => step.Bids)
            : 0;

    public Drawing Draw(Frame frame)
    {
        var demand = (double)Int128.Max(_demand, report.Available.Value);
        var x = new Scale(Left, frame.Width - Right, demand * 1.02);
        var y = new Scale(frame.Height - Below, Top, HighestFee() * 1.12);
        var drawing = new Drawing();
        Grid(drawing, frame, x, y);
        Steps(drawing, x, y);
        Marks(drawing, frame, x, y);
        return drawing;
    }

    private double HighestFee() =>
        Math.Max(
            _won.Length > 0 ? _won[0].Highest.Micros : 1, Math.Max(report.Terms.Reserve.Micros, 1));

    private void Grid(Drawing drawing, Frame frame, Scale x, Scale y)
    {
        foreach (var fee in y.Ticks(4))
        {
            drawing.Line(Left, y[fee], frame.Width - Right, y[fee], "gr")
                .Text(
                    Left - 6, y[fee] + 4, AxisText.Fee(fee, config.MinorExponent), "", Anchor.End);
        }
        foreach (var volume in x.Ticks(frame.IsNarrow ? 3 : 6))
        {
            drawing.Text(x[volume], y[0] + 16, AxisText.Volume(volume), "", Anchor.Middle)
                .Line(x[volume], y[0], x[volume], y[0] + 4, "ax");
        }
        drawing
            .Text(Left, frame.Height - 6, frame.IsNarrow
                ? "volume asked, ft³, highest fee first"
                : "volume asked, cumulated from the highest fee down, ft³")
            .Text(6, 12, $"max fee, {config.Currency}/ft³");
    }

    private void Steps(Drawing drawing, Scale x, Scale y)
    {
        var capacity = (double)report.Available.Value;
        double before = 0;
        var line = new PathLine().To(x[0], y[_won.Length > 0 ? _won[0].Highest.Micros : 0]);
        foreach (var step in _shown)
        {
            var (to, fee) = ((double)step.CumulativeEligible, step.Highest.Micros);
            line.UpOrDown(y[fee]).Across(x[to]);
            // What is below the lowest fee that got space got none, wherever the space ended.
            var granted = fee < _fee.Micros ? before : Math.Clamp(capacity, before, to);
            drawing.Rect(x[before], y[fee], x[granted] - x[before], y[0] - y[fee], "fgs");
            if (to > granted)
            {
                var from = granted;
                drawing.Rect(x[from], y[fee], x[to] - x[from], y[0] - y[fee], "frs");
            }
            before = to;
        }
        var rest = (double)_demand - before;
        if (rest > 0 && _won.Length > 0)
        {
            drawing.Hatch(
                x[before], y[_fee.Micros], x[before + rest] - x[before], y[0] - y[_fee.Micros]);
        }
        drawing.Path(line, "sg w2").Line(Left, y[0], x[x.Max], y[0], "ax");
    }

    private void Marks(Drawing drawing, Frame frame, Scale x, Scale y)
    {
        var end = frame.Width - Right;
        var (reserve, capacity) = (y[report.Terms.Reserve.Micros], (double)report.Available.Value);
        if (report.Terms.Reserve.Micros > 0)
        {
            drawing.Line(Left, reserve, end, reserve, "sp w2 dd")
                .Text(
                    end, reserve + 16, $"reserve {Fee(report.Terms.Reserve)}", "fp halo",
                    Anchor.End);
        }
        var fee = y[report.RoundFee?.Micros ?? 0];
        drawing.Line(Left, fee, end, fee, "sf w2").Text(
            end, fee - 8,
            $"round fee {Fee(report.RoundFee)}{(frame.IsNarrow ? "" : ": all winners pay it")}",
            "ff halo", Anchor.End);
        // The label stands to the left of the line if it would leave the picture on the right.
        var late = capacity > x.Max * .72;
        drawing.Line(x[capacity], Top - 8, x[capacity], y[0], "si w2 d")
            .Text(
                x[capacity] + (late ? -6 : 6), Top
                    + 2, $"capacity {Shown.Volume(report.Available)}",
                "k halo", late ? Anchor.End : Anchor.Start)
            .Text(
                x[Math.Min(capacity, (double)report.Granted.Value) / 2], (y[0] + fee) / 2 + 4,
                $"granted {Shown.Volume(report.Granted)}", "fg hl", Anchor.Middle);
        Lost(drawing, frame, x, y);
    }

    private void Lost(Drawing drawing, Frame frame, Scale x, Scale y)
    {
        var before = _won.Length > 0 ? (double)_won[^1].CumulativeEligible : 0;
        var (lost, rest) = (Losing(curve, report), (double)_demand - before);
        if (lost == 0 || x[before + rest] - x[before] < (frame.IsNarrow ? 50 : 140)) { return; }
        drawing.Text(
            x[before + rest / 2], y[0] - 12,
            frame.IsNarrow
                ? $"{lost} lost"
                : Shown.Count(lost, "losing bid") + (isWhole ? "" : ", merged"), "k halo",
            Anchor.Middle);
    }

    private string Fee(Fee? fee) => Shown.Fee(fee, config.MinorExponent);
}
