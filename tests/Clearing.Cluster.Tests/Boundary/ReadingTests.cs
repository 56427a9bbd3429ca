using Clearing.Contracts;

namespace Clearing.Cluster.Tests.Boundary;

/// <summary>What operators learn of a market's health before it is settled.</summary>
public sealed class ReadingTests
{
    private static readonly MarketReadings Seen = new(
        "east/standard/2026-Q4",
        [
            new("setter_share", 5_000, true, "round 2: 0.50 % at 1.00, next 4.00"),
            new("setter_cost", 90_000, true, "round 2: 3.00"),
            new("self_repricing", 1_000_000, true, "round 2: set by acme"),
            new("over_claim", 1_600_000, true, "acme"),
            new("at_fee_bound", 110_000, true, ""),
            new("cover", 900_000, true, ""),
            new("hhi", 500_000_000, false, ""),
        ],
        [
            new(
                2, new(100), new(100), new(100), new Fee(1_000_000), null, new Fee(4_000_000),
                new Fee(3_000_000), new(1), ["acme"]),
        ],
        IsSettled: false);

    [Fact]
    public void No_reading_tells_of_a_single_max_fee()
    {
        var seen = Seen.ForOperators();

        Assert.Equal(
            ["setter_share 5000 ", "setter_cost  ", "self_repricing 1000000 ", "over_claim  ",
                "at_fee_bound  ", "cover  ", "hhi 500000000 "],
            seen.Readings.Select(one => $"{one.Measure} {one.ValuePpm} {one.Detail}"));
        Assert.Equal((null, null), (seen.Rounds[0].NextFee, seen.Rounds[0].DepthFee));
    }

    [Fact]
    public void Once_the_market_is_settled_nothing_is_sealed()
    {
        var settled = Seen with { IsSettled = true };

        Assert.Same(settled, settled.ForOperators());
    }
}
