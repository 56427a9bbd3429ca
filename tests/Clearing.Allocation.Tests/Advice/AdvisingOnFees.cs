using System.Numerics;
using Clearing.Allocation.Advice;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;

namespace Clearing.Allocation.Tests.Advice;

public class AdvisingOnFees
{
    private static readonly AllocationConfig Config = new();
    private static readonly MoneyTerms Terms = new("USD", 2, 150_000, 1_000_000);

    [Fact]
    public void An_interval_holds_its_point_and_is_Wilsons_rounded_outward()
    {
        for (var samples = 1; samples <= 60; samples++)
        {
            for (var granted = 0; granted <= samples; granted++)
            {
                var chance = Chance.Of(samples, granted, Config);

                var point = 1_000_000L * granted / samples;
                Assert.Equal(samples >= 5 ? point : null, chance.PointPpm);
                Assert.True(chance.LowPpm >= 0 && chance.LowPpm <= point);
                Assert.True(chance.HighPpm >= point && chance.HighPpm <= 1_000_000);
                var (low, high) = Wilson(samples, granted);
                Assert.InRange(chance.LowPpm, low - 2, low);
                Assert.InRange(chance.HighPpm, high, Math.Min(1_000_000, high + 2));
            }
        }
    }

    [Fact]
    public void Nothing_is_known_of_a_zone_without_rounds()
    {
        Assert.Equal(new Chance(0, 0, null, 0, 1_000_000), Chance.Of(0, 0, Config));
    }

    [Fact]
    public void A_higher_fee_never_has_a_lower_chance()
    {
        Draw.Many(200, draw =>
        {
            var advisor = new Advisor(
                [.. Enumerable.Range(0, 20).Select(_ => Round(draw))], draw.Of(1, 10), Terms, Config);
            var fee = draw.Long(0, 20);

            var (low, high) = (advisor.On(fee, 1, null), advisor.On(fee + draw.Long(0, 9), 1, null));

            Assert.True(low.NextRound.Granted <= high.NextRound.Granted);
            Assert.True(low.ByPeriodEnd.Granted <= high.ByPeriodEnd.Granted);
        });
    }

    [Theory]
    [InlineData(10, 10, true)]
    [InlineData(9, 10, false)]
    [InlineData(10, 4, false)]
    [InlineData(10, 5, true)]
    public void Where_a_lot_is_left_a_bid_at_the_reserve_fee_is_granted(
        long available, long fee, bool granted)
    {
        var round = new PastRound("2026-Q1", available, 10, ReserveFeeMicros: 5, 99);

        Assert.Equal(granted, round.WouldGrant(fee, lot: 10));
    }

    [Theory]
    [InlineData(0, 7, false)]
    [InlineData(0, 8, true)]
    [InlineData(9, 7, false)]
    [InlineData(10, 7, true)]
    public void Where_less_than_a_lot_is_left_only_a_fee_above_the_lowest_is_granted(
        long unsold, long fee, bool granted)
    {
        var round = new PastRound("2026-Q1", 100, unsold, ReserveFeeMicros: 5, 7);

        Assert.Equal(granted, round.WouldGrant(fee, lot: 10));
    }

    [Fact]
    public void A_period_grants_a_bid_that_one_of_its_rounds_grants()
    {
        PastRound[] rounds =
        [
            new("2026-Q1", 100, 0, 5, 9), new("2026-Q1", 100, 0, 5, 7), new("2026-Q2", 100, 0, 5, 9),
        ];

        var advice = new Advisor([.. rounds], 1, Terms, Config).On(8, 1, null);

        Assert.Equal((3, 1), (advice.NextRound.Samples, advice.NextRound.Granted));
        Assert.Equal((2, 1), (advice.ByPeriodEnd.Samples, advice.ByPeriodEnd.Granted));
    }

    [Theory]
    [InlineData(1_000, 3_850)]
    [InlineData(100_000, 2_000)]
    public void The_net_is_the_charge_less_the_credit_on_the_expected_sales(long sales, long net)
    {
        var terms = Terms with { CreditCapPpm = 500_000 };

        var advice = new Advisor([], 1, terms, Config)
            .On(4_000_000, 10, new(sales, 10, 1, 1_000_000));

        Assert.Equal((4_000, sales), (advice.ChargeMinor, advice.ExpectedSalesMinor));
        Assert.Equal(net, advice.ExpectedNetMinor);
    }

    [Fact]
    public void One_minor_unit_less_than_break_even_does_not_offset_the_charge()
    {
        Draw.Many(300, draw =>
        {
            var terms = Terms with
            {
                CreditRatePpm = draw.Int(1, 1_000_000),
                CreditCapPpm = draw.Int(0, 1_000_000),
            };
            var advice = new Advisor([], 1, terms, Config)
                .On(draw.Long(0, 9_000_000), draw.Long(1, 9_999), null);
            var sales = advice.BreakEvenSalesMinor!.Value;
            var most = CreditRule.Cap(new(advice.ChargeMinor), terms).Minor;

            Assert.True(CreditRule.Earned(new(sales), terms).Minor >= most);
            Assert.True(most == 0 || CreditRule.Earned(new(sales - 1), terms).Minor < most);
        });
    }

    [Fact]
    public void No_sales_break_even_without_a_credit_and_none_are_needed_without_a_charge()
    {
        var none = new Advisor([], 1, Terms with { CreditRatePpm = 0 }, Config);

        Assert.Null(none.On(4_000_000, 10, null).BreakEvenSalesMinor);
        Assert.Null(none.On(4_000_000, 10, null).BreakEvenSalesPerFootMinor);
        Assert.Equal(0, none.On(0, 10, null).BreakEvenSalesMinor);
    }

    [Fact]
    public void The_space_is_expected_to_sell_as_the_sellers_own_did()
    {
        var advisor = new Advisor([], 1, Terms, Config);

        Assert.Equal(800, advisor.On(0, 10, new(1_000, 100, 10, 800_000)).ExpectedSalesMinor);
        Assert.Equal(0, advisor.On(0, 10, new(-1_000, 100, 10, 800_000)).ExpectedSalesMinor);
        Assert.Null(advisor.On(0, 10, new(1_000, 0, 10, 800_000)).ExpectedSalesMinor);
    }

    [Fact]
    public void The_largest_sales_and_volumes_are_no_overflow()
    {
        var advice = new Advisor([], 1, Terms, Config).On(
            1_000_000_000_000, DayFigures.MaxVolume, new(long.MaxValue, 1, 92, 1_000_000));

        Assert.Equal(
            (Int128)long.MaxValue * DayFigures.MaxVolume * 92, advice.ExpectedSalesMinor);
    }

    // Low rounded down and high rounded up, with 40 digits of the root.
    private static (long Low, long High) Wilson(int samples, int granted)
    {
        var scale = BigInteger.Pow(10, 40);
        BigInteger z = 2_705_543, million = 1_000_000;
        var spread = z * z * samples + 4 * z * million * granted * (samples - granted);
        var root = Root(spread * scale * scale / samples);
        var centre = (2 * granted * million + z) * scale;
        var whole = 2 * (samples * million + z) * scale;
        return (
            (long)((centre - root) * million / whole),
            (long)(((centre + root) * million + whole - 1) / whole));
    }

    private static BigInteger Root(BigInteger of)
    {
        var root = (BigInteger)Math.Sqrt((double)of);
        for (var i = 0; i < 200; i++) { root = (root + of / root) / 2; }
        return root;
    }

    private static PastRound Round(Draw draw)
    {
        var available = draw.Long(0, 20);
        return new(
            draw.Of("2026-Q1", "2026-Q2", "2026-Q3"), available, draw.Long(0, available),
            draw.Long(0, 9), draw.Maybe(80, () => draw.Long(0, 25)));
    }
}
