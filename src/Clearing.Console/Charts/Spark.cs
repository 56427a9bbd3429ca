namespace Clearing.Pages.Charts;

/// <summary>
/// A market's fee over its rounds, small enough for a row; a gap is a round that granted nothing.
/// </summary>
public static class Spark
{
    private const int Width = 92;

    public static Drawing Draw(IReadOnlyList<Fee?> fees)
    {
        var known = fees.OfType<Fee>().Select(fee => fee.Micros).ToArray();
        var (low, high) = (known.Min(), known.Max());
        var range = Math.Max(1, high - low);
        var pitch = (Width - 4.0) / Math.Max(fees.Count - 1, 1);
        var path = new PathLine();
        var drawing = new Drawing();
        var (end, isDrawing) = ((X: 0.0, Y: 0.0), false);
        for (var i = 0; i < fees.Count; i++)
        {
            if (fees[i] is not { } fee)
            {
                isDrawing = false;
                continue;
            }
            end = (2 + i * pitch, 19 - 16.0 * (fee.Micros - low) / range);
            path = isDrawing ? path.Across(end.X).UpOrDown(end.Y) : path.To(end.X, end.Y);
            isDrawing = true;
            // A single round between two that granted nothing has no line, so a dot shows it.
            if (fees.ElementAtOrDefault(i + 1) is null) { drawing.Circle(end.X, end.Y, 1.8, "ff"); }
        }
        return drawing.Path(path, "sf w2").Circle(end.X, end.Y, 2.6, "ff");
    }
}
