using System.Globalization;

namespace Clearing.Client.Allocation;

/// <summary>Generates daily facts of many sellers from a seed.</summary>
/// <remarks>
/// There are four kinds of shops with their own seasons; those of the first kind sell costumes and
/// hold too many of them in summer. It uses only integers, so the same arguments give the same
/// bytes on every machine.
/// </remarks>
/// <param name="sellers">The number of sellers, 1 or more.</param>
/// <param name="last">The last day.</param>
/// <param name="days">The number of days, 1 or more.</param>
/// <param name="seed">Another seed gives other shops.</param>
internal sealed class SampleFacts(int sellers, DateOnly last, int days, ulong seed)
{
    private const int CoveredDays = 56;
    private const int ExcessDays = 90;

    // Sales by month, in per cent of a usual day.
    private static readonly int[][] Seasons =
    [
        [20, 20, 20, 30, 30, 40, 50, 70, 160, 520, 40, 20],
        [100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100],
        [60, 60, 60, 70, 70, 80, 80, 90, 110, 150, 320, 420],
        [20, 40, 120, 220, 260, 200, 140, 90, 60, 40, 20, 20],
    ];

    /// <summary>
    /// Writes the facts as CSV: one row for each day and seller, as an import accepts them.
    /// </summary>
    /// <param name="output">Receives the CSV.</param>
    internal void Write(TextWriter output)
    {
        output.Write(
            "seller,report_id,day,used_volume,inbound_volume,sold_milli_volume,units_sold,"
            + "on_hand_units,excess_units,stranded_units,in_stock_ppm,sales_minor\n");
        for (var number = 0; number < sellers; number++) { Write(output, number); }
    }

    private void Write(TextWriter output, int number)
    {
        var draws = new Draws(seed, number);
        var season = Seasons[number % Seasons.Length];
        var shop = new Shop(
            number == 0 ? "halloween-shop" : $"shop-{number:000}", season,
            UnitsADay: draws.Between(8, 80), MilliVolumeOfUnit: draws.Between(200, 1_500),
            PriceMinor: draws.Between(900, 6_000), CoverPercent: draws.Between(80, 150),
            StrandedPpm: draws.Between(2_000, 30_000));
        for (var at = days - 1; at >= 0; at--) { Write(output, shop, last.AddDays(-at), draws); }
    }

    private static void Write(TextWriter output, Shop shop, DateOnly day, Draws draws)
    {
        var sold = shop.Sold(day, 1) * draws.Between(60, 140) / 100;
        // Costumes for October are bought in June.
        var early = shop.Season == Seasons[0] && day.Month is >= 6 and <= 8 ? 8 : 1;
        var onHand = shop.Sold(day, CoveredDays) * shop.CoverPercent * early / 100;
        var excess = Math.Max(0, onHand - shop.Sold(day, ExcessDays));
        output.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{shop.Name},{day:yyyyMMdd},{day:yyyy-MM-dd},{onHand * shop.MilliVolumeOfUnit / 1_000},"
            + $"{onHand * shop.MilliVolumeOfUnit / 10_000},{sold * shop.MilliVolumeOfUnit},{sold},"
            + $"{onHand},{excess},{onHand * shop.StrandedPpm / 1_000_000},"
            + $"{draws.Between(850_000, 1_000_000)},{sold * shop.PriceMinor}\n"));
    }

    private sealed record Shop(
        string Name, int[] Season, long UnitsADay, long MilliVolumeOfUnit, long PriceMinor,
        long CoverPercent, long StrandedPpm)
    {
        /// <summary>The usual sales of the given number of days, from a day on.</summary>
        internal long Sold(DateOnly from, int days)
        {
            long sold = 0;
            for (var i = 0; i < days; i++)
            {
                sold += UnitsADay * Season[from.AddDays(i).Month - 1];
            }
            return sold / 100;
        }
    }

    // SplitMix64 (Steele, Lea and Flood 2014), with one stream per shop.
    private sealed class Draws(ulong seed, int shop)
    {
        private ulong _state = unchecked((seed * 0x9E3779B97F4A7C15) + (ulong)shop + 1);

        internal long Between(long least, long most)
        {
            unchecked
            {
                _state += 0x9E3779B97F4A7C15;
                var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
                mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
                mixed ^= mixed >> 31;
                return least + (long)(mixed % (ulong)(most - least + 1));
            }
        }
    }
}
