using Clearing.Allocation.Facts;

namespace Clearing.Pages.Charts;

/// <summary>Space in use, day by day, under the line of what may be used.</summary>
/// <param name="days">Days with a known use, ascending; at least one.</param>
/// <param name="limit">What may be used now, in cubic feet; null for no limit.</param>
public sealed class UseDrawing(ImmutableArray<EffectiveDay> days, long? limit)
{
    private const int Left = 46;
    private const int Top = 22;
    private const int Below = 24;

    public string Sentence => $"Space in use from {Day(days[0])} to {Day(days[^1])}: at most "
        + $"{Shown.Number(days.Max(Used))} cubic feet, {Shown.Number(Used(days[^1]))} on the last day"
        + (limit is { } known ? $"; {Shown.Number(known)} may be used." : ".");

    public Drawing Draw(Frame frame)
    {
        var most = Math.Max(days.Max(Used), limit ?? 0);
        var y = new Scale(frame.Height - Below, Top, Math.Max(1, most) * 1.08);
        var drawing = new Drawing().Text(6, 12, "ft³");
        foreach (var volume in y.Ticks(3))
        {
            drawing.Line(Left, y[volume], frame.Width, y[volume], "gr")
                .Text(Left - 6, y[volume] + 4, AxisText.Volume(volume), "", Anchor.End);
        }
        var (first, last) = (days[0].Day.DayNumber, days[^1].Day.DayNumber);
        var pitch = (frame.Width - Left - 4.0) / (last - first + 1);
        foreach (var day in days)
        {
            var top = y[Used(day)];
            drawing.Rect(
                Left + (day.Day.DayNumber - first) * pitch, top, Math.Max(pitch * .8, 1), y[0] - top,
                limit is { } may && Used(day) > may ? "fb" : "fg");
        }
        drawing.Line(Left, y[0], frame.Width, y[0], "ax")
            .Text(Left, frame.Height - 6, Day(days[0]))
            .Text(frame.Width, frame.Height - 6, Day(days[^1]), "", Anchor.End);
        if (limit is { } line)
        {
            drawing.Line(Left, y[line], frame.Width, y[line], "sr w2")
                .Text(frame.Width, y[line] - 5, $"limit {Shown.Number(line)}", "halo k", Anchor.End);
        }
        return drawing;
    }

    private static long Used(EffectiveDay day) => day.Figures.UsedVolume ?? 0;

    private static string Day(EffectiveDay day) =>
        Shown.Day(new DateTimeOffset(day.Day.ToDateTime(default), TimeSpan.Zero));
}
