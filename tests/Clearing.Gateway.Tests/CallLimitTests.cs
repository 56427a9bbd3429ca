namespace Clearing.Gateway.Tests;

/// <summary>The bucket of calls that each caller has.</summary>
public class CallLimitTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(9, 3)]
    [InlineData(15, 2_000)]
    [InlineData(999, 2_000)]
    [InlineData(1_000_000, 1_000_000)]
    public void A_caller_gets_back_as_many_calls_a_second_as_the_setting_says(int perSecond, int atOnce)
    {
        var bucket = CallLimits.BucketOf(new() { CallsPerSecond = perSecond, CallsAtOnce = atOnce });

        Assert.Equal(perSecond, bucket.TokensPerPeriod / bucket.ReplenishmentPeriod.TotalSeconds);
        Assert.Equal((atOnce, 0), (bucket.TokenLimit, bucket.QueueLimit));
    }
}
