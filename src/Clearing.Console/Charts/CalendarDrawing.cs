namespace Clearing.Pages.Charts;

/// <summary>
/// A market's rounds on a line: cleared ones with their fee, planned ones with their day.
/// </summary>
/// <param name="rounds">Cleared rounds, by number.</param>
/// <param name="planned">Rounds to come, by number.</param>
/// <param name="exponent">Decimal digits of the currency's minor unit.</param>
public sealed class CalendarDrawing(
    ImmutableArray<RoundReport> rounds, ImmutableArray<ScheduledRound> planned, int exponent)
{
    private const int MaxDays = 14;

    public static ImmutableArray<Frame> Frames => Frame.Three(58, 58);

    public string Sentence =>
        $"Calendar: {Shown.Count(rounds.Length, "round")} cleared, {planned.Length} planned.";

    public Drawing Draw(Frame frame)
    {
        var most = frame.IsNarrow ? 10 : MaxDays;
        var ahead = planned.Take(Math.Max(3, most - rounds.Length)).ToArray();
        var done = rounds.TakeLast(most - ahead.Length).ToArray();
        var x = new Scale(18, frame.Width - 22, Math.Max(1, done.Length + ahead.Length - 1));
        var drawing = new Drawing();
        var now = Math.Max(0, done.Length - 1);
        if (done.Length > 0) { drawing.Line(x[0], 26, x[now], 26, "sg w2"); }
        drawing.Line(x[now], 26, x[x.Max], 26, "sr w2 dd");
        for (var i = 0; i < done.Length; i++)
        {
            drawing.Circle(x[i], 26, 7, "fg").Text(
                x[i], 12, $"{done[i].Terms.Round}", "k", Anchor.Middle)
                .Text(x[i], 50, Shown.Fee(done[i].RoundFee, exponent), "", Anchor.Middle);
        }
        for (var i = 0; i < ahead.Length; i++)
        {
            var at = x[done.Length + i];
            drawing.Circle(at, 26, 6, "fcard sr w1")
                .Text(at, 12, $"{ahead[i].Terms.Round}", "k", Anchor.Middle);
            if (!frame.IsNarrow || i == 0)
            {
                drawing.Text(at, 50, Shown.Day(ahead[i].ClosesAt), "", Anchor.Middle);
            }
        }
        if (done.Length > 0 && ahead.Length > 0)
        {
            drawing.Line(x[now + .5], 16, x[now + .5], 36, "sf w2");
            if (!frame.IsNarrow) { drawing.Text(x[now + .5], 50, "now", "ff", Anchor.Middle); }
        }
        return drawing;
    }
}
