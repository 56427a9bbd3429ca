namespace Clearing.Pages.Charts;

/// <summary>From a gross amount to a net one, bar by bar; labels left, numbers right.</summary>
/// <param name="rows">The first is a sum.</param>
/// <param name="exponent">Decimal digits of the currency's minor unit.</param>
public sealed class WaterfallDrawing(ImmutableArray<WaterfallRow> rows, int exponent)
{
    public string Sentence => "Waterfall: "
        + string.Join("; ", rows.Select(row => $"{row.Label} {Shown.Money(row.Amount, exponent)}"))
            + ".";

    public ImmutableArray<Frame> Frames => Frame.Three(34 * rows.Length + 8, 38 * rows.Length + 8);

    public Drawing Draw(Frame frame)
    {
        var (labels, numbers, pitch) = frame.IsNarrow ? (118, 84, 38) : (190, 130, 34);
        var x = new Scale(labels, frame.Width - numbers, Highest());
        var drawing = new Drawing();
        double run = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var y = i * pitch + 8.0;
            var (from, to) = rows[i].IsTotal
                ? (0, (double)rows[i].Amount.Minor)
                : (run, run + (double)rows[i].Amount.Minor);
            run = to;
            Bar(drawing, rows[i], i, x, y, Math.Min(from, to), Math.Max(from, to));
            if (i + 1 < rows.Length) { drawing.Line(x[run], y + 20, x[run], y + pitch + 2, "ax"); }
            Texts(drawing, rows[i], x, y, (Math.Min(from, to), Math.Max(from, to)), frame);
        }
        return drawing;
    }

    private double Highest()
    {
        double run = 0, most = 1;
        foreach (var row in rows)
        {
            run = row.IsTotal ? (double)row.Amount.Minor : run + (double)row.Amount.Minor;
            most = Math.Max(most, run);
        }
        return most;
    }

    private static void Bar(
        Drawing drawing, WaterfallRow row, int index, Scale x, double y, double from, double to)
    {
        if (row.Amount.Minor == 0 && !row.IsTotal)
        {
            drawing.Line(x[to], y + 2, x[to], y + 20, "ax");
            return;
        }
        var css = row.IsTotal ? index == 0 ? "fg" : "fi" : row.Amount.Minor < 0 ? "fc" : "fb";
        drawing.Rect(x[from], y + 2, Math.Max(x[to] - x[from], 1), 18, css, corner: 2);
    }

    private void Texts(
        Drawing drawing, WaterfallRow row, Scale x, double y, (double From, double To) bar,
        Frame frame)
    {
        var text = Shown.Money(row.Amount, exponent);
        var css =
            row.IsTotal ? "k" : row.Amount.Minor < 0 ? "fc" : row.Amount.Minor > 0 ? "fb" : "";
        drawing.Text(0, y + 15, row.Label, row.IsTotal ? "k" : "").Text(
            frame.Width, y + 15, !row.IsTotal && row.Amount.Minor > 0 ? "+" + text : text, css,
            Anchor.End);
        if (row.Note.Length == 0 || frame.IsNarrow) { return; }
        var (after, room) = (x[bar.To] + 8, 6.2 * row.Note.Length);
        if (after + room < x[x.Max]) { drawing.Text(after, y + 15, row.Note); }
        else if (x[bar.From] - 8 - room > x[0])
        {
            drawing.Text(x[bar.From] - 8, y + 15, row.Note, "", Anchor.End);
        }
    }
}
