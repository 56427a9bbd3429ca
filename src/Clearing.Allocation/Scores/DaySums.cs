using Clearing.Allocation.Facts;

namespace Clearing.Allocation.Scores;

/// <summary>The sums of a window; a factor adds up the days with both its figures.</summary>
internal sealed class DaySums
{
    public int ReportedDays { get; private set; }

    public (Int128 Sold, Int128 Used) SellThrough { get; private set; }

    public (Int128 Part, Int128 OnHand) Excess { get; private set; }

    public (Int128 Part, Int128 OnHand) Stranded { get; private set; }

    public (Int128 Sum, int Days) InStock { get; private set; }

    public void Add(DayFigures day)
    {
        ReportedDays += day.UsedVolume is null ? 0 : 1;
        SellThrough = Plus(SellThrough, day.SoldMilliVolume, day.UsedVolume);
        Excess = Plus(Excess, day.ExcessUnits, day.OnHandUnits);
        Stranded = Plus(Stranded, day.StrandedUnits, day.OnHandUnits);
        if (day.InStockPpm is { } share)
        {
            InStock = (InStock.Sum + share, InStock.Days + 1);
        }
    }

    private static (Int128, Int128) Plus(
        (Int128 Part, Int128 Whole) sum, long? part, long? whole) =>
        part is { } known && whole is { } of ? (sum.Part + known, sum.Whole + of) : sum;
}
