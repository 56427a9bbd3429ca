namespace Clearing.Pages.Charts;

/// <summary>One bar of what a seller may use: its base, then each award; below it what is in use.</summary>
/// <param name="parts">Name and cubic feet; the first is the base.</param>
/// <param name="used">Cubic feet in use; null if that is not known.</param>
public sealed class PartsDrawing(ImmutableArray<(string Name, long Volume)> parts, long? used = null)
{
    private const int Left = 1;
    private readonly Int128 _may = parts.Aggregate((Int128)0, (sum, part) => sum + part.Volume);

    /// <summary>Lower where nothing is known of the use.</summary>
    public ImmutableArray<Frame> Frames => used is null ? Frame.Three(66, 66) : Frame.Three(96, 96);

    public string Sentence => "What you may use, in cubic feet: "
        + string.Join(", ", parts.Select(part => $"{part.Name} {Shown.Number(part.Volume)}"))
        + (used is { } known ? $"; in use {Shown.Number(known)}, {Rest(known)}." : ".");

    // More may be in use than the bar has.
    private double Most => (double)Int128.Max(1, Int128.Max(_may, used ?? 0));

    public Drawing Draw(Frame frame)
    {
        var drawing = new Drawing();
        double x = Left;
        var free = double.NegativeInfinity;
        for (var i = 0; i < parts.Length; i++)
        {
            var width = parts[i].Volume / Most * (frame.Width - 2);
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
        return used is { } known ? Use(drawing, frame, known) : drawing;
    }

    private Drawing Use(Drawing drawing, Frame frame, long known) => drawing
        .Rect(Left, 63, known / Most * (frame.Width - 2) - 2, 8, known > _may ? "fb" : "fi", corner: 2)
        .Text(Left, 88, $"in use {Shown.Number(known)}", "k")
        .Text(frame.Width - 1, 88, Rest(known), "k", Anchor.End);

    private string Rest(long known) =>
        known > _may ? $"{Shown.Number(known - _may)} above" : $"free {Shown.Number(_may - known)}";
}
