namespace Clearing.Pages.Charts;

/// <summary>
/// What the winners of each round paid from then on: a dot for the round's own fee, steps where
/// later rounds lowered it, and on the right what they pay now.
/// </summary>
/// <param name="rounds">All cleared rounds, by number; at least one with a fee.</param>
/// <param name="config">The market's terms, for the currency.</param>
public sealed class FeeHistoryDrawing(ImmutableArray<RoundReport> rounds, MarketConfig config)
{
    private const int Left = 44;
    private const int Top = 30;
    private const int Below = 40;

    private readonly int _last = rounds[^1].Terms.Round + 1;
    private readonly int _mostRepriced = rounds.Max(round => round.Repriced);

    public string Sentence => "Fee history: what the winners of each round paid from then on. "
        + string.Join("; ", rounds.Where(round => round.RoundFee is not null).Select(round =>
            $"round {round.Terms.Round} at {Fee(round.RoundFee)}, now {Fee(Now(round))}")) + ".";

    /// <summary>What the awards of a round pay now.</summary>
    public Fee? Now(RoundReport round) => round.RoundFee is { } fee
        ? AwardFees.Now(fee, AwardFees.LowestAfter(round.Terms.Round, rounds))
        : null;

    public Drawing Draw(Frame frame)
    {
        var right = frame.Width - (frame.IsNarrow ? 60 : 190);
        var most = Math.Max(1, rounds.Max(round => Math.Max(
            round.RoundFee?.Micros ?? 0, round.RepricedTo?.Micros ?? 0)));
        var x = new Scale(Left + 8, right, Math.Max(_last - 1, 1));
        var y = new Scale(frame.Height - Below, Top, most * 1.15);
        var drawing = new Drawing();
        foreach (var fee in y.Ticks(4))
        {
            drawing.Line(Left, y[fee], right, y[fee], "gr")
                .Text(
                    Left - 6, y[fee] + 4, AxisText.Fee(fee, config.MinorExponent), "", Anchor.End);
        }
        Axis(drawing, frame, x, y, right);
        var every = AxisText.Every(x[1] - x[0], 36);
        foreach (var round in rounds)
        {
            Band(drawing, frame, round, x[round.Terms.Round - 1], y, IsLabelled(round, every));
        }
        foreach (var round in rounds) { Line(drawing, round, x, y, right, IsLabelled(round, every)); }
        Ends(drawing, frame, y, right);
        return drawing;
    }

    private void Axis(Drawing drawing, Frame frame, Scale x, Scale y, double right)
    {
        var every = Math.Max(1, (_last + 19) / (frame.IsNarrow ? 10 : 20));
        for (var round = 1; round <= _last; round += every)
        {
            var known = rounds.Any(cleared => cleared.Terms.Round == round);
            drawing.Text(x[round - 1], y[0] + 16, $"{round}", known ? "k" : "", Anchor.Middle);
        }
        drawing.Line(Left, y[0], right, y[0], "ax")
            .Text(Left, frame.Height - 6, frame.IsNarrow
                ? "round; line = what its winners pay"
                : "round (dot = its own fee; the line is what its winners pay from then on)")
            .Text(6, 12, $"fee, {config.Currency}/ft³");
    }

    // Of many rounds only some have their numbers beside them; the table has them all.
    private bool IsLabelled(RoundReport round, int every) =>
        every == 1 || (rounds[^1].Terms.Round - round.Terms.Round) % every == 0;

    private void Band(
        Drawing drawing, Frame frame, RoundReport round, double x, Scale y, bool isLabelled)
    {
        if (round.Repriced > 0)
        {
            var told = !frame.IsNarrow && round.Repriced == _mostRepriced;
            drawing.Rect(x - 7, Top, 14, y[0] - Top, "fcs");
            if (isLabelled)
            {
                drawing.Text(
                    x, Top - 6,
                    told
                        ? $"{Shown.Count(round.Repriced, "award")} lowered"
                        : Shown.Number(round.Repriced),
                    "fc", told && x < 120 ? Anchor.Start : Anchor.Middle);
            }
        }
        if (round.RoundFee is null) { drawing.Text(x, y[0] - 6, Shown.None, "", Anchor.Middle); }
    }

    private void Line(
        Drawing drawing, RoundReport round, Scale x, Scale y, double right, bool isLabelled)
    {
        if (round.RoundFee is not { } own) { return; }
        var changes = AwardFees.Of(round.Terms.Round, own, rounds);
        var path = new PathLine().To(x[round.Terms.Round - 1], y[own.Micros]);
        foreach (var change in changes.Skip(1))
        {
            path.Across(x[change.Round - 1]).UpOrDown(y[change.Fee.Micros]);
        }
        var at = x[round.Terms.Round - 1];
        drawing.Path(path.Across(right), "sf w2").Circle(at, y[own.Micros], 4, "ff");
        if (isLabelled) { drawing.Text(at, y[own.Micros] - 9, Fee(own), "k halo", Anchor.Middle); }
        if (round.RepricedTo is { } lowered && lowered.CompareTo(own) > 0)
        {
            drawing.Circle(at, y[lowered.Micros], 4, "fcard sf w2");
        }
    }

    private void Ends(Drawing drawing, Frame frame, Scale y, double right)
    {
        var above = double.NegativeInfinity;
        var now = rounds.Where(round => round.RoundFee is not null)
            .GroupBy(round => Now(round)!.Value).OrderByDescending(group => group.Key.Micros).ToArray();
        for (var i = 0; i < now.Length; i++)
        {
            var group = now[i];
            // Labels of fees that are close together are moved apart, as long as there is room.
            above = Math.Max(y[group.Key.Micros] + 4, above + 14);
            if (above > y[0] - 10 && i < now.Length - 1)
            {
                drawing.Text(right + 6, above, $"{now.Length - i} more fees", "");
                return;
            }
            var names = string.Join(", ", group.Select(round => round.Terms.Round));
            drawing.Text(
                right + 6, above,
                frame.IsNarrow || names.Length > 16
                    ? Fee(group.Key)
                    : $"{Fee(group.Key)} now: round{(group.Count() == 1 ? "" : "s")} {names}",
                "ff");
        }
    }

    private string Fee(Fee? fee) => Shown.Fee(fee, config.MinorExponent);
}
