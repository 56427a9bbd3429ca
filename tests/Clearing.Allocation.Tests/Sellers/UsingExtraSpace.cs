using Clearing.Allocation.Bases;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Tests.Attributions;

namespace Clearing.Allocation.Tests.Sellers;

/// <summary>What a market granted and days used counts in the next run.</summary>
public class UsingExtraSpace
{
    // The cut-off of December is 15 November: 15 days of the period count, of 91.
    private const int DaysUntilCutOff = 15;
    private const int Window = 91;

    [Fact]
    public void Good_use_of_extra_space_raises_the_next_base()
    {
        var shop = new DaysWorld(baseVolume: 1_000);
        shop.Grant(1, 9_100);
        for (var day = 1; day <= 20; day++) { shop.Report($"d{day}", day, 9_190, 10_000_000); }

        var use = shop.UseInDecember();

        // 9,100 of 9,100 held and 8,190 used on 15 of 91 days, wholly offset by credits.
        Assert.Equal(new UseOfExtra(1_500, 1_350, 1_000_000, 675, 37), use);
    }

    [Fact]
    public void Space_that_stood_empty_or_earned_nothing_does_not_raise_it()
    {
        var shop = new DaysWorld(baseVolume: 1_000);
        shop.Grant(1, 9_100);
        for (var day = 1; day <= 15; day++) { shop.Report($"d{day}", day, 1_000, 10_000_000); }

        Assert.Equal(new UseOfExtra(1_500, 0, 0, 0, 375), shop.UseInDecember());

        var unsold = new DaysWorld(baseVolume: 1_000);
        unsold.Grant(1, 9_100);
        for (var day = 1; day <= 15; day++) { unsold.Report($"d{day}", day, 9_190, 0); }
        Assert.Equal(new UseOfExtra(1_500, 1_350, 0, 0, 37), unsold.UseInDecember());
    }

    [Fact]
    public void What_happens_after_the_cut_off_changes_neither_charge_nor_credit_of_it()
    {
        var (shop, later) = (new DaysWorld(1_000), new DaysWorld(1_000));
        foreach (var world in new[] { shop, later })
        {
            world.Grant(1, 9_100);
            for (var day = 1; day <= 15; day++) { world.Report($"d{day}", day, 5_000, 1_000_000); }
        }
        later.Report("after", 16, 10_100, 100_000_000);
        later.Release(17, 9_000);
        later.Grant(18, 500, lowersTo: 500_000);

        Assert.Equal(shop.UseInDecember(), later.UseInDecember());
    }

    [Fact]
    public void Use_of_extra_is_what_a_naive_sum_over_days_and_notices_gives()
    {
        Draw.Many(60, draw =>
        {
            var shop = new DaysWorld(baseVolume: 1_000);
            var grants = Enumerable.Range(0, 3).Select(week => (
                Day: (week * 7) + draw.Int(1, 7), Volume: draw.Long(1, 9_000), Fee: draw.Long(1, 9))).ToArray();
            foreach (var (day, volume, fee) in grants)
            {
                shop.Grant(day, volume, lowersTo: fee * 100_000, fee: fee * 100_000);
            }
            for (var at = 0; at < 20; at++)
            {
                shop.Take(new ReportRecorded(new(
                    $"r{at}", DaysWorld.First.AddDays(draw.Int(0, 25)), at, draw.Figures())));
            }

            Assert.Equal(Naive(shop, grants), shop.UseInDecember());
        });
    }

    private static UseOfExtra Naive(DaysWorld shop, (int Day, long Volume, long Fee)[] grants)
    {
        Int128 held = 0, used = 0, sold = 0;
        for (var day = 1; day <= DaysUntilCutOff; day++)
        {
            var volume = grants.Where(of => of.Day <= day).Sum(of => of.Volume);
            var known = shop.UsedOn(day);
            if (known is { } inUse)
            {
                held += volume;
                used += Math.Min(Math.Max(inUse - 1_000, 0), volume);
            }
            sold += shop.Lines.SingleOrDefault(of => of.Line.Day.Day == day)?.Line.IncrementalMinor ?? 0;
        }
        var there = grants.Where(of => of.Day <= DaysUntilCutOff).ToArray();
        Int128 charge = 0;
        foreach (var (day, volume, fee) in there)
        {
            var lowest = Math.Min(fee, there.Where(of => of.Day >= day).Min(of => of.Fee));
            charge += lowest * 100_000 * (Int128)volume / 10_000;
        }
        var earned = Int128.Max(0, sold) * 15 / 100;
        var offset = charge == 0 ? 1_000_000 : Int128.Min(earned, charge) * 1_000_000 / charge;
        var (h, x) = ((long)(held / Window), (long)(used / Window));
        return new(h, x, (long)offset, (long)(500_000 * x * offset / 1_000_000_000_000), (h - x) / 4);
    }
}
