using System.Collections.Immutable;

namespace Clearing.Market.Tests;

/// <summary>The curve that everyone sees before the settlement.</summary>
public sealed class SealingCurves
{
    private static TestMarket Market(int minBids = 3) => new(new MarketConfig
    {
        CurveMinBids = minBids,
        CurveMinVolume = new(3),
        CurveBand = new(10),
    });

    private static SealedCurve Curve(TestMarket test, int round) =>
        test.Market.Curve(round)!.Sealed!;

    private static string Text(ImmutableArray<SealedStep> steps) => string.Join(' ', steps.Select(
        step => $"{step.From?.Micros}..{step.Below?.Micros}:{step.Volume}={step.CumulativeVolume}"));

    [Fact]
    public void Steps_close_at_the_bounds_of_bands_and_the_last_granted_one_at_the_lowest_fee()
    {
        var test = Market();
        foreach (var (seller, fee) in new[] { ("a", 99), ("b", 95), ("c", 91), ("d", 64), ("e", 42) })
        {
            test.Bid(seller, seller, fee, 10);
        }
        test.Cleared(1, 50);
        Assert.Equal("90..:30=30 42..90:20=50", Text(Curve(test, 1).Granted));
    }

    [Fact]
    public void Losing_bids_show_only_merged_and_without_the_best_and_the_worst()
    {
        var test = Market();
        test.Bid("w", "w", 99, 10);
        foreach (var (seller, fee) in new[] { ("a", 88), ("b", 71), ("c", 63), ("d", 55), ("e", 9) })
        {
            test.Bid(seller, seller, fee, 10);
        }
        test.Cleared(1, 10);
        var curve = Curve(test, 1);
        Assert.Equal((Withheld.None, "..:50=50"), (curve.Withheld, Text(curve.Losing)));
        Assert.Equal(60, (int)test.Market.Round(1)!.EligibleDemand!);
    }

    [Theory]
    [InlineData(2, 5, 5)]
    [InlineData(3, 5, 100)]
    public void Few_losers_or_one_that_has_nearly_all_are_withheld(int sellers, long each, long last)
    {
        var test = Market();
        test.Bid("w", "w", 99, 10);
        for (var i = 1; i <= sellers; i++)
        {
            test.Bid($"b{i}", $"s{i}", 40 + i, i == sellers ? last : each);
        }
        test.Cleared(1, 10);
        var curve = Curve(test, 1);
        Assert.Equal((Withheld.Few, ""), (curve.Withheld, Text(curve.Losing)));
        Assert.Null(test.Market.Round(1)!.EligibleDemand);
        Assert.NotNull(test.Market.AuditedRound(1)!.EligibleDemand);
    }

    [Fact]
    public void A_book_without_losers_looks_like_one_with_few()
    {
        var test = Market();
        test.Bid("w", "w", 99, 10);
        test.Cleared(1, 10);
        Assert.Equal(Withheld.Few, Curve(test, 1).Withheld);
    }

    [Fact]
    public void A_lone_newcomer_is_not_the_difference_of_two_curves()
    {
        var test = Market();
        for (var i = 1; i <= 4; i++) { test.Bid($"b{i}", $"s{i}", 40 + i, 10); }
        test.Cleared(1);
        Assert.Equal(Withheld.None, Curve(test, 1).Withheld);
        test.Bid("new", "newcomer", 45, 7);
        test.Cleared(2);
        Assert.Equal(Withheld.Close, Curve(test, 2).Withheld);
        Assert.Null(test.Market.Round(2)!.EligibleDemand);
        test.Bid("n2", "newcomer-2", 45, 7);
        test.Bid("n3", "newcomer-3", 45, 7);
        test.Cleared(3);
        Assert.Equal(Withheld.None, Curve(test, 3).Withheld);
    }

    [Fact]
    public void The_same_losers_again_are_shown_again()
    {
        var test = Market();
        for (var i = 1; i <= 4; i++) { test.Bid($"b{i}", $"s{i}", 40 + i, 10); }
        test.Cleared(1);
        test.Cleared(2);
        Assert.Equal(Text(Curve(test, 1).Losing), Text(Curve(test, 2).Losing));
        Assert.Equal(Withheld.None, Curve(test, 2).Withheld);
    }

    [Fact]
    public void Once_settled_every_round_has_its_exact_curve()
    {
        var test = Market();
        test.Bid("w", "w", 99, 10);
        test.Bid("l", "l", 40, 10);
        test.Cleared(1, 10);
        test.Do(test.Market.Settle());
        var curve = test.Market.Curve(1)!;
        Assert.Null(curve.Sealed);
        Assert.Equal([99, 40], curve.Steps.Select(step => (int)step.Highest.Micros));
        Assert.Equal(20, (int)test.Market.Round(1)!.EligibleDemand!);
    }

    [Fact]
    public void A_thousand_steps_are_never_exceeded()
    {
        var test = new TestMarket(new MarketConfig
        {
            CurveMinBids = 1,
            CurveMinVolume = new(1),
            CurveBand = new(1),
        });
        for (var i = 0; i < 6_000; i++) { test.Bid($"b{i}", $"s{i}", 1 + i, 1); }
        test.Cleared(1, 3_000);
        var curve = Curve(test, 1);
        Assert.InRange(curve.Granted.Length + curve.Losing.Length, 500, CurveSeal.MaxSteps);
        Assert.Equal(3_000, (int)curve.Granted[^1].CumulativeVolume);
        Assert.Equal(3_001, curve.Granted[^1].From!.Value.Micros);
    }

    [Fact]
    public void On_thousands_of_books_sums_and_minima_hold_and_no_step_is_one_seller()
    {
        var shown = 0;
        for (var seed = 0; seed < 4_000; seed++)
        {
            var random = new Random(seed);
            var test = Market(minBids: 2 + random.Next(3));
            for (var round = 1; round <= 3; round++)
            {
                for (var n = random.Next(9); n > 0; n--)
                {
                    test.Bid(
                        $"r{round}-{n}", $"s{random.Next(8)}", random.Next(120),
                        1 + random.Next(random.Next(2) == 0 ? 5 : 200));
                }
                test.Cleared(round, random.Next(60), random.Next(40));
                shown += Check(test, round, seed);
            }
        }
        Assert.InRange(shown, 500, 12_000);
    }

    private static int Check(TestMarket test, int round, int seed)
    {
        var curve = Curve(test, round);
        var report = test.Market.AuditedRound(round)!;
        var rules = test.Market.Config!;
        var book = test.Market.Book(round, 0, int.MaxValue);
        var won = test.Market.Awards(round, 0, int.MaxValue)
            .ToDictionary(award => award.BidId, award => award.Volume.Value);
        var granted = book.Where(row => won.ContainsKey(row.BidId))
            .Select(row => (row.MaxFee.Micros, row.Seller, won[row.BidId])).ToList();
        var rests = book
            .Select(row => (
                row.MaxFee.Micros, row.Seller, row.Want.Value - won.GetValueOrDefault(row.BidId)))
            .Where(rest => rest.Item3 > 0).ToList();
        Held(curve.Granted, granted, rules, lastNeedsNothing: true, seed);
        if (report.LowestGranted is { } lowest) { Assert.Equal(lowest, curve.Granted[^1].From); }
        Assert.Equal(
            report.Granted.Value,
            (long)(curve.Granted is [.., var last] ? last.CumulativeVolume : 0));
        if (curve.Withheld != Withheld.None) { return 0; }
        Held(curve.Losing, rests, rules, lastNeedsNothing: false, seed);
        return 1;
    }

    private static void Held(
        ImmutableArray<SealedStep> steps, List<(long Fee, string Seller, long Volume)> parts,
        MarketConfig rules, bool lastNeedsNothing, int seed)
    {
        var sum = Int128.Zero;
        foreach (var (i, step) in steps.Index())
        {
            var inside = parts.Where(part => part.Fee >= (step.From?.Micros ?? 0)
                && part.Fee < (step.Below?.Micros ?? long.MaxValue)).ToList();
            sum += step.Volume;
            Assert.Equal(step.Volume, inside.Sum(part => part.Volume));
            Assert.Equal(sum, step.CumulativeVolume);
            Assert.True(step.Below is null || step.Below.Value.Micros % 10 == 0);
            if (lastNeedsNothing && i == steps.Length - 1) { continue; }
            var bySeller = inside.GroupBy(part => part.Seller)
                .Select(own => own.Sum(part => part.Volume)).ToList();
            Assert.True(bySeller.Count >= rules.CurveMinBids, $"Seed {seed}");
            Assert.True(step.Volume >= 3 && bySeller.Max() * 5 <= step.Volume * 4, $"Seed {seed}");
        }
        Assert.Equal(sum, parts.Sum(part => part.Volume));
    }
}
