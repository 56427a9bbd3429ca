namespace Clearing.Pages.Charts;

/// <summary>
/// From the limit before to the limit now: a dot for each, and between them a bar for each part of
/// the change. The axis need not begin at 0, since the totals are dots.
/// </summary>
/// <param name="before">The limit before, in cubic feet, with its name.</param>
/// <param name="parts">What changed it, in the order of the rules; zeros too.</param>
/// <param name="now">The limit now, which is the one before and all parts.</param>
public sealed class LimitDrawing(
    (string Name, long Volume) before,
    ImmutableArray<(string Name, long Change)> parts,
    (string Name, long Volume) now)
{
    private const int Pitch = 34;

    public string Sentence => $"Limit from {Shown.Number(before.Volume)} to {Shown.Number(now.Volume)}: "
        + string.Join(", ", parts.Select(part => $"{part.Name} {Signed(part.Change)}")) + ".";

    public ImmutableArray<Frame> Frames
    {
        get
        {
            var height = (parts.Length + 2) * Pitch + 20;
            return Frame.Three(height, height);
        }
    }

    public Drawing Draw(Frame frame)
    {
        var (labels, numbers) = frame.IsNarrow ? (96, 56) : (150, 80);
        var (low, high) = Range();
        var scale = new Scale(labels, frame.Width - numbers, high - low);
        var drawing = new Drawing();
        var bottom = (parts.Length + 2) * Pitch;
        foreach (var tick in Ticks(low, high, frame.IsNarrow ? 3 : 5))
        {
            var x = scale[tick - low];
            drawing.Line(x, 4, x, bottom, "gr")
                .Text(x, bottom + 16, Shown.Number((long)tick), "", Anchor.Middle);
        }
        drawing.Text(0, bottom + 16, "ft³");
        Dot(drawing, 0, before, scale[before.Volume - low], frame);
        var run = before.Volume;
        for (var i = 0; i < parts.Length; i++)
        {
            var (from, to) = (scale[run - low], scale[run + parts[i].Change - low]);
            Part(drawing, i + 1, parts[i], from, to, frame);
            run += parts[i].Change;
        }
        Dot(drawing, parts.Length + 1, now, scale[now.Volume - low], frame);
        var last = parts.Length + 1;
        drawing.Line(scale[run - low], last * Pitch - 8, scale[run - low], last * Pitch + 8, "ax");
        return drawing;
    }

    private static void Dot(
        Drawing drawing, int row, (string Name, long Volume) total, double x, Frame frame)
    {
        var y = row * Pitch + 17;
        drawing.Text(0, y + 4, total.Name, "k").Circle(x, y, 7, "fi")
            .Text(frame.Width, y + 4, Shown.Number(total.Volume), "k", Anchor.End);
    }

    private static void Part(
        Drawing drawing, int row, (string Name, long Change) part, double from, double to,
        Frame frame)
    {
        var y = row * Pitch + 8;
        var css = part.Change switch { > 0 => "fc", < 0 => "fb", _ => "" };
        drawing.Text(0, y + 13, part.Name).Line(from, y - 16, from, y, "ax");
        if (part.Change == 0) { drawing.Line(from, y, from, y + 18, "ax"); }
        else
        {
            drawing.Rect(
                Math.Min(from, to), y, Math.Max(Math.Abs(to - from), 1), 18, css, corner: 2);
        }
        drawing.Text(frame.Width, y + 13, Signed(part.Change), css, Anchor.End);
    }

    // All totals on the way, with a tenth of the distance on both sides.
    private (double Low, double High) Range()
    {
        var (run, low, high) = (before.Volume, before.Volume, before.Volume);
        foreach (var part in parts)
        {
            run += part.Change;
            (low, high) = (Math.Min(low, run), Math.Max(high, run));
        }
        var margin = Math.Max(1, (high - low) / 10.0);
        return (Math.Max(0, low - margin), high + margin);
    }

    private static IEnumerable<double> Ticks(double low, double high, int count)
    {
        var steps = new Scale(0, 1, high - low).Ticks(count).Take(2).ToArray();
        var step = Math.Max(1, steps.Length > 1 ? steps[1] : 1);
        for (var tick = Math.Ceiling(low / step) * step; tick <= high; tick += step)
        {
            yield return tick;
        }
    }

    private static string Signed(long change) => change == 0 ? "0" : Shown.Change(new(change));
}
