using Clearing.Allocation.Configuration;
using Clearing.Allocation.Overages;

namespace Clearing.Allocation.Tests.Overages;

/// <summary>The usual fee of a cubic foot-month in each currency.</summary>
public class RatesByCurrency
{
    [Theory]
    [InlineData("USD", 10_000_000)]
    [InlineData("GBP", 7_800_000)]
    [InlineData("EUR", 9_061_390)]
    [InlineData("JPY", 10_000_000)]
    public void A_currency_has_its_rate_and_any_other_the_dollars(string currency, long micros)
    {
        Assert.Equal(micros, OverageRates.Of(currency));
        Assert.Equal(10_000_000, new AllocationConfig().OverageRateMicros);
    }

    // A foot is 0.3048 metres.
    [Fact]
    public void The_euro_rate_is_320_euros_a_cubic_metre() => Assert.Equal(
        OverageRates.Of("EUR"), decimal.Floor(320_000_000m * 0.3048m * 0.3048m * 0.3048m));
}
