namespace Clearing.Allocation.Facts;

/// <summary>The refusals of a fact that follow from the fact and the day alone.</summary>
internal static class FactRule
{
    private const int Million = 1_000_000;

    /// <summary>The first refusal after the id's; Recorded if there is none.</summary>
    public static FactStatus Check(DayReport report, FactWindow window)
    {
        var (day, figures) = (window.Check(report.Day), report.Figures);
        if (day != FactStatus.Recorded) { return day; }
        if (Any(Volumes(figures), below: 0)) { return FactStatus.VolumeNegative; }
        if (Any(Units(figures), below: 0)) { return FactStatus.UnitsNegative; }
        if (PartAboveWhole(figures)) { return FactStatus.PartAboveWhole; }
        if (figures.InStockPpm is < 0 or > Million) { return FactStatus.ShareOutOfRange; }
        if (!InRange(figures.SalesMinor ?? 0)) { return FactStatus.AmountOutOfRange; }
        if (report.Revision < 0) { return FactStatus.RevisionNegative; }
        return TooLarge(figures) ? FactStatus.VolumeTooLarge : FactStatus.Recorded;
    }

    /// <summary>The first refusal after the id's; Recorded if there is none.</summary>
    public static FactStatus Check(SalesReturn given, FactWindow window)
    {
        var day = window.Check(given.SoldOn);
        if (day != FactStatus.Recorded) { return day; }
        if (given.ReturnedMinor <= 0) { return FactStatus.AmountNotPositive; }
        return InRange(given.ReturnedMinor) ? FactStatus.Recorded : FactStatus.AmountOutOfRange;
    }

    private static long?[] Volumes(DayFigures of) =>
        [of.UsedVolume, of.InboundVolume, of.SoldMilliVolume];

    private static long?[] Units(DayFigures of) =>
        [of.UnitsSold, of.OnHandUnits, of.ExcessUnits, of.StrandedUnits];

    private static bool Any(long?[] figures, long below) =>
        figures.Any(figure => figure < below);

    private static bool PartAboveWhole(DayFigures of) =>
        Math.Max(of.ExcessUnits ?? -1, of.StrandedUnits ?? -1) > (of.OnHandUnits ?? -1);

    private static bool InRange(Int128 minor) => minor >= -long.MaxValue && minor <= long.MaxValue;

    private static bool TooLarge(DayFigures of) =>
        of.UsedVolume > DayFigures.MaxVolume
        || of.InboundVolume > DayFigures.MaxVolume
        || of.SoldMilliVolume > DayFigures.MaxMilliVolume
        || Units(of).Any(figure => figure > DayFigures.MaxVolume);
}
