namespace Clearing.Market.Tests;

/// <summary>A market may cap what a seller holds by a share of its base limit.</summary>
public sealed class CapsFromTheBase
{
    [Theory]
    [InlineData(200_000, 100_000, 20_000)]
    [InlineData(200_000, 10_001, 2_000)]
    [InlineData(200_000, 10_004, 2_000)]
    [InlineData(200_000, 10_005, 2_001)]
    [InlineData(1_000_000, 3_000, 3_000)]
    [InlineData(1, 3_000_000_000, 3_000)]
    [InlineData(1_000_000, long.MaxValue, long.MaxValue)]
    public void It_is_the_share_rounded_down_if_that_is_more_than_the_floor(
        int sharePpm, long baseLimit, long cap)
    {
        var config = new MarketConfig { CapShareOfBasePpm = sharePpm };

        Assert.Equal(new CubicFeet(cap), CapRule.FromBase(config, new CubicFeet(baseLimit)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9_999)]
    [InlineData(10_000)]
    public void It_is_never_less_than_the_floor(long baseLimit)
    {
        var config = new MarketConfig { CapShareOfBasePpm = 200_000 };

        Assert.Equal(new CubicFeet(2_000), CapRule.FromBase(config, new CubicFeet(baseLimit)));
    }

    [Fact]
    public void Without_a_share_nobody_is_capped_by_the_base()
    {
        Assert.Null(CapRule.FromBase(new MarketConfig(), new CubicFeet(100_000)));
        Assert.Null(CapRule.FromBase(null, new CubicFeet(100_000)));
    }
}
