namespace Clearing.Pages.Charts;

/// <summary>One bar of what a seller may use: its base, then each award.</summary>
/// <param name="parts">Name and cubic feet; the first is the base.</param>
public sealed class PartsDrawing(ImmutableArray<(string Name, long Volume)> parts)
{
    private readonly double _total = Math.Max(1, parts.Sum(part => (double)part.Volume));

    public static ImmutableArray<Frame> Frames => Frame.Three(66, 66);

    public string Sentence => "What you may use, in cubic feet: "
        + string.Join(", ", parts.Select(part => $"{part.Name} {Shown.Number(part.Volume)}")) + ".";

    public Drawing Draw(Frame frame)
    {
        var drawing = new Drawing();
        var x = 1.0;
        var free = double.NegativeInfinity;
        for (var i = 0; i < parts.Length; i++)
        {
            var width = parts[i].Volume / _total * (frame.Width - 2);
            drawing.Rect(x, 30, width - 2, 28, i == 0 ? "fr" : "fg", corner: 3);
            var whole = $"{parts[i].Name} {Shown.Number(parts[i].Volume)}";
            var label = width > 7 * whole.Length ? whole : Shown.Number(parts[i].Volume);
            // A label that would touch the previous one is shown only in the table.
            var (middle, half) = (x + width / 2, 3.5 * label.Length);
            if (middle - half > free && middle + half <= frame.Width + 4)
            {
                drawing.Text(middle, 20, label, "k", Anchor.Middle);
                free = middle + half + 6;
            }
            x += width;
        }
        return drawing;
    }
}
