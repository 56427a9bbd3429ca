using System.Collections.Immutable;
using Clearing.Market.Curtailments;

namespace Clearing.Market.Tests.Curtailments;

public class TakingSpaceBack
{
    private static readonly CurtailmentTerms Terms = new(
        new(10), new(2026, 11, 16), new(2026, 10, 1), new(2026, 12, 31), new(1),
        CurtailRule.LatestFirst, 1_000_000, 2);

    private static readonly ImmutableArray<CurtailableAward> Awards =
    [
        Award("a@1", round: 1, sequence: 1, maxFee: 9, held: 100),
        Award("b@2", round: 2, sequence: 2, maxFee: 5, held: 100),
        Award("c@2", round: 2, sequence: 3, maxFee: 5, held: 100),
        Award("d@2", round: 2, sequence: 4, maxFee: 7, held: 100),
    ];

    [Theory]
    [InlineData(0, 0, CurtailStatus.VolumeNotPositive)]
    [InlineData(-5, 0, CurtailStatus.VolumeNotPositive)]
    [InlineData(15, 0, CurtailStatus.VolumeOffLot)]
    [InlineData(9_995, 99, CurtailStatus.VolumeOffLot)]
    [InlineData(430, 99, CurtailStatus.VolumeAboveCapacity)]
    [InlineData(420, 99, CurtailStatus.DayOutOfRange)]
    [InlineData(420, 0, CurtailStatus.Curtailed)]
    public void The_first_refusal_is_given(long volume, int daysLate, CurtailStatus status)
    {
        var terms = Terms with
        {
            Volume = new(volume),
            Lot = new(10),
            Day = daysLate == 0 ? Terms.LastDay : Terms.LastDay.AddDays(daysLate),
        };

        Assert.Equal(status, CurtailmentRule.Check(terms, new(29), Awards));
    }

    [Theory]
    [InlineData(CurtailRule.LatestFirst, "0,50,100,0")]
    [InlineData(CurtailRule.LowestFeeFirst, "0,50,100,0")]
    [InlineData(CurtailRule.ProRata, "37,37,38,38")]
    public void Awards_are_cut_by_the_rule(CurtailRule rule, string cuts)
    {
        var taken = Take(
            Terms with { Volume = new(150), Rule = rule }, new(0), [], Awards);

        Assert.Equal(cuts, Cuts(taken));
    }

    // An offer and an award that filled what was on offer need no whole lots.
    [Theory]
    [InlineData(10, "8:3,2:2", "5,0")]
    [InlineData(10, "5:0,5:0", "5,5")]
    [InlineData(30, "10:7,10:7,10:6", "3,3,4")]
    [InlineData(15, "10:7,10:0", "3,5")]
    [InlineData(10, "7:0,7:0", "5,5")]
    [InlineData(15, "7:0,7:0,4:0", "6,5,4")]
    [InlineData(10, "3:0,3:0,3:0,3:0", "3,3,3,1")]
    public void Pro_rata_takes_all_it_is_asked_for_though_volumes_are_off_lot(
        long volume, string held, string cuts)
    {
        var parts = held.Split(',').Select(of => of.Split(':').Select(long.Parse).ToArray()).ToArray();
        ImmutableArray<CurtailableAward> awards =
            [.. parts.Select((of, i) => Award($"b@{i + 1}", 9 - i, 9 - i, 5, of[0]))];
        ImmutableArray<CurtailableOffer> offers =
            [.. parts.Select((of, i) => new CurtailableOffer($"b@{i + 1}", new(of[1])))];
        var terms = Terms with { Volume = new(volume), Lot = new(5), Rule = CurtailRule.ProRata };

        var taken = Take(terms, new(0), offers, awards);

        Assert.Equal(volume, taken.Awards.Sum(of => of.FromOffer.Value + of.Cut.Value));
        Assert.Equal(cuts, string.Join(',', taken.Awards.Select(of => of.Cut.Value)));
    }

    [Fact]
    public void A_later_round_goes_before_a_lower_fee_or_after_it_by_the_rule()
    {
        ImmutableArray<CurtailableAward> awards =
        [
            Award("low@1", round: 1, sequence: 1, maxFee: 2, held: 10),
            Award("high@2", round: 2, sequence: 2, maxFee: 8, held: 10),
        ];

        var latest = Take(Terms, new(0), [], awards);
        var lowest = Take(
            Terms with { Rule = CurtailRule.LowestFeeFirst }, new(0), [], awards);

        Assert.Equal("high@2", latest.Awards.Single().Award);
        Assert.Equal("low@1", lowest.Awards.Single().Award);
    }

    [Fact]
    public void What_sellers_lose_covers_a_deficit_first_and_only_the_rest_leaves()
    {
        var taken = Take(Terms with { Volume = new(50) }, new(-30), [], Awards);

        Assert.Equal(
            (0L, 30L, -20L, 0L),
            (taken.FromPool.Value, taken.DeficitCovered.Value, taken.CapacityDelta.Value,
                taken.Pool.Value));
    }

    [Fact]
    public void An_award_cut_below_its_min_volume_is_marked_and_one_cut_wholly_is_not()
    {
        ImmutableArray<CurtailableAward> awards =
        [
            Award("a@1", 1, 1, 9, 100) with { MinVolume = new(60) },
            Award("b@2", 2, 2, 9, 100) with { MinVolume = new(60) },
        ];

        var taken = Take(Terms with { Volume = new(150) }, new(0), [], awards);

        Assert.Equal([true, false], taken.Awards.Select(award => award.BelowMin));
        var exact = Take(Terms with { Volume = new(40) }, new(0), [], [awards[0]]);
        Assert.False(exact.Awards.Single().BelowMin);
    }

    [Fact]
    public void Of_two_awards_of_one_fee_the_later_round_goes_first()
    {
        ImmutableArray<CurtailableAward> awards =
        [
            Award("late@2", round: 2, sequence: 1, maxFee: 5, held: 10),
            Award("early@1", round: 1, sequence: 2, maxFee: 5, held: 10),
        ];

        var taken = Take(Terms with { Rule = CurtailRule.LowestFeeFirst }, new(0), [], awards);

        Assert.Equal("late@2", taken.Awards.Single().Award);
    }

    [Fact]
    public void The_compensation_is_for_the_lost_days_of_the_period_and_offers_get_none()
    {
        ImmutableArray<CurtailableOffer> offers = [new("a@1", new(10))];
        var all = Terms with { Volume = new(20), Day = Terms.FirstDay.AddDays(-9) };
        var last = all with { Day = Terms.LastDay };

        // 10 cubic feet at 4.00 are 40.00; one of 92 days of it is 0.43.
        Assert.Equal(4_000, Cut(all).Compensation.Minor);
        Assert.Equal(43, Cut(last).Compensation.Minor);
        Assert.Equal(8_000, Cut(last).ChargeWaived.Minor);

        Curtailment Cut(CurtailmentTerms terms) => Take(
            terms, new(0), offers, [Award("a@1", 1, 1, 9, 100)]);
    }

    [Fact]
    public void Volume_is_neither_made_nor_lost_and_charges_fall_by_what_is_waived()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var lot = random.Next(1, 6);
            var even = random.Next(2) == 0;
            ImmutableArray<CurtailableAward> awards =
            [
                .. Enumerable.Range(1, 6).Select(at => Award(
                    $"b@{at}", random.Next(1, 4), at, random.Next(1, 4),
                    (lot * random.Next(20)) + Odd())),
            ];
            ImmutableArray<CurtailableOffer> offers =
            [
                .. awards.Where(award => award.Held.Value > 0).Take(3)
                    .Select(award => new CurtailableOffer(
                        award.Id, new(even ? lot : random.Next(1, (int)award.Held.Value + 1)))),
            ];
            var pool = random.Next(-30, 30);
            var terms = Terms with
            {
                Volume = new(lot * random.Next(1, 40)),
                Lot = new(lot),
                Rule = (CurtailRule)random.Next(3),
            };
            if (CurtailmentRule.Check(terms, new(pool), awards) != CurtailStatus.Curtailed) { continue; }

            var taken = Take(terms, new(pool), offers, awards);

            var lost = taken.Awards.Sum(award => award.FromOffer.Value + award.Cut.Value);
            Assert.Equal(taken.CapacityDelta.Value, taken.Pool.Value - pool - lost);
            Assert.Equal(terms.Volume.Value, taken.FromPool.Value + lost);
            foreach (var award in taken.Awards)
            {
                var before = awards.Single(of => of.Id == award.Award);
                Assert.Equal(before.Held.Value - award.FromOffer.Value - award.Cut.Value, award.Held.Value);
                Assert.True(award.Held.Value >= 0 && (!even || award.Held.Value % lot == 0));
                Assert.Equal(
                    award.ChargeWaived,
                    Charge(before.Held.Value) - Charge(award.Held.Value));
            }

            long Odd() => even ? 0 : random.Next(lot);
        }
    }

    [Fact]
    public void The_largest_volume_and_fee_are_compensated_exactly()
    {
        const long MaxVolume = 10_000_000_000_000;
        var award = Award("a@1", 1, 1, 9, MaxVolume) with { CurrentFee = new(1_000_000_000_000) };

        var taken = Take(
            Terms with { Volume = new(MaxVolume), Day = Terms.FirstDay }, new(0), [], [award]);

        Assert.Equal((Int128)MaxVolume * 100_000_000, taken.Compensation.Minor);
    }

    [Fact]
    public void The_largest_compensation_is_the_largest_amount()
    {
        // These make that amount to the unit, and 85,504 millionths of a unit that are cut off.
        const long Fee = 4_691_037_590_601_519_512;
        const long Volume = 2_758_746_271_127_080_403;
        var award = Award("a@1", 1, 1, 9, Volume) with { CurrentFee = new(Fee) };
        var terms = Terms with
        {
            Volume = new(Volume), Day = Terms.FirstDay, MinorExponent = 6, CompensationPpm = 13_147_064,
        };

        Assert.Equal(Int128.MaxValue, Take(terms, new(0), [], [award]).Compensation.Minor);
        var larger = award with { CurrentFee = new(Fee + 1) };
        Assert.Null(CurtailmentRule.Take(terms, new(0), [], [larger]));
    }

    private static Curtailment Take(
        CurtailmentTerms terms, CubicFeet pool, ImmutableArray<CurtailableOffer> offers,
        ImmutableArray<CurtailableAward> awards)
    {
        var taken = CurtailmentRule.Take(terms, pool, offers, awards);
        Assert.NotNull(taken);
        return taken;
    }

    private static Money Charge(long held) => ChargeRule.Of(new(4_000_000), held, minorExponent: 2);

    private static string Cuts(Curtailment taken) => string.Join(',', Awards.Select(award =>
        taken.Awards.SingleOrDefault(of => of.Award == award.Id)?.Cut.Value ?? 0));

    private static CurtailableAward Award(
        string id, int round, long sequence, long maxFee, long held) =>
        new(id, round, sequence, new(maxFee), new(4_000_000), new(held), new(0));
}
