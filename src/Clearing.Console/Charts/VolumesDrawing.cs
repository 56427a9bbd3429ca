namespace Clearing.Pages.Charts;

/// <summary>Columns of what was asked for and granted in each round.</summary>
/// <param name="rounds">Cleared rounds, by number; at least one.</param>
public sealed class VolumesDrawing(ImmutableArray<RoundReport> rounds)
{
    private const int Left = 46;
    private const int Top = 26;
    private const int Below = 38;

    public string Sentence => "Requested and granted volume by round: "
        + string.Join("; ", rounds.Select(round =>
            $"round {round.Terms.Round} asked {Shown.Number(round.EligibleDemand)}, granted "
            + Shown.Volume(round.Granted))) + " cubic feet.";

    public Drawing Draw(Frame frame)
    {
        var most = (double)rounds.Max(Asked);
        var y = new Scale(frame.Height - Below, Top, Math.Max(1, most) * 1.08);
        var drawing = new Drawing();
        foreach (var volume in y.Ticks(3))
        {
            drawing.Line(Left, y[volume], frame.Width, y[volume], "gr")
                .Text(Left - 6, y[volume] + 4, AxisText.Volume(volume), "", Anchor.End);
        }
        var pitch = (frame.Width - Left - 8.0) / rounds.Length;
        var every = AxisText.Every(pitch, 24);
        for (var i = 0; i < rounds.Length; i++)
        {
            var (x, width) = (Left + 6 + i * pitch, Math.Max(2, Math.Min(pitch - 12, 64)));
            Column(drawing, rounds[i], x, width, y, frame);
            if (i % every == 0)
            {
                drawing.Text(x + width / 2, y[0] + 16, $"{rounds[i].Terms.Round}", "k", Anchor.Middle);
            }
        }
        return drawing.Line(Left, y[0], frame.Width, y[0], "ax")
            .Text(Left, frame.Height - 6, "round").Text(6, 12, "ft³");
    }

    // How much was asked is not known while it is sealed; what was granted of it is.
    private static Int128 Asked(RoundReport round) => round.EligibleDemand ?? round.Granted.Value;

    private static void Column(
        Drawing drawing, RoundReport round, double x, double width, Scale y, Frame frame)
    {
        // A sealed demand fills the height: it says that it is not told, and not how much it is.
        var asked = round.EligibleDemand is { } known ? y[(double)known] : Top;
        var granted = y[round.Granted.Value];
        if (round.EligibleDemand is null) { drawing.Hatch(x, asked, width, y[0] - asked); }
        else
        {
            drawing.Rect(x, asked, width, y[0] - asked, "frs").Line(x, asked, x + width, asked, "sr w2");
        }
        drawing.Rect(x + width * .16, granted, width * .68, y[0] - granted, "fg");
        if (frame.IsNarrow || width < 44) { return; }
        drawing.Text(
            x + width / 2, asked - 6, Shown.Number(round.EligibleDemand), "", Anchor.Middle);
        if (granted - asked > 16)
        {
            drawing.Text(
                x + width / 2, granted - 5, Shown.Volume(round.Granted), "fg halo", Anchor.Middle);
        }
    }
}
