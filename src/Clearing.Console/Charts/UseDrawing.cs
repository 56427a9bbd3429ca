using Clearing.Allocation.Facts;

namespace Clearing.Pages.Charts;

/// <summary>Space in use, day by day, under the line of what might be used that day.</summary>
/// <param name="days">Days with a known use, ascending; at least one.</param>
/// <param name="limit">What may be used now, in cubic feet; null for no limit.</param>
/// <param name="gained">What joined the limit by awards, and from which day on.</param>
public sealed class UseDrawing(
    ImmutableArray<EffectiveDay> days, long? limit, ImmutableArray<(DateOnly From, long Volume)> gained)
{
    private const int Left = 46;
    private const int Top = 22;
    private const int Below = 24;

    public string Sentence => $"Space in use from {Day(days[0])} to {Day(days[^1])}: at most "
        + $"{Shown.Number(days.Max(Used))} cubic feet, {Shown.Number(Used(days[^1]))} on the last day"
        + (limit is not { } now ? "."
            : LimitOn(days[^1].Day) is { } then && then != now
            ? $"; {Shown.Number(then)} might be used then, and {Shown.Number(now)} now."
            : $"; {Shown.Number(now)} may be used.");

    public Drawing Draw(Frame frame)
    {
        var most = Math.Max(days.Max(Used), LimitOn(days[^1].Day) ?? 0);
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
                LimitOn(day.Day) is { } may && Used(day) > may ? "fb" : "fg");
        }
        drawing.Line(Left, y[0], frame.Width, y[0], "ax")
            .Text(Left, frame.Height - 6, Day(days[0]))
            .Text(frame.Width, frame.Height - 6, Day(days[^1]), "", Anchor.End);
        if (limit is { } now)
        {
            var line = new PathLine().To(Left, y[LimitOn(days[0].Day)!.Value]);
            for (var day = days[0].Day; day <= days[^1].Day; day = day.AddDays(1))
            {
                var at = Left + (day.DayNumber - first) * pitch;
                line.Across(at).UpOrDown(y[LimitOn(day)!.Value]);
            }
            var then = LimitOn(days[^1].Day)!.Value;
            drawing.Path(line.Across(frame.Width), "sr w2").Text(
                frame.Width, y[then] - 5,
                $"limit {Shown.Number(then)}{(then == now ? "" : $", now {Shown.Number(now)}")}", "halo k", Anchor.End);
        }
        return drawing;
    }

    /// <summary>What might be used on a day, as far as awards that are held decide; null for no limit.</summary>
    public long? LimitOn(DateOnly day) => limit is { } now
        ? Math.Max(0, now - gained.Where(award => award.From > day).Sum(award => award.Volume))
        : null;

    private static long Used(EffectiveDay day) => day.Figures.UsedVolume ?? 0;

    private static string Day(EffectiveDay day) =>
        Shown.Day(new DateTimeOffset(day.Day.ToDateTime(default), TimeSpan.Zero));
}
