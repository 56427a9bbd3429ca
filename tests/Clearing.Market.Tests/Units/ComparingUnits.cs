namespace Clearing.Market.Tests;

/// <summary>Fees, volumes and amounts compare by value and are shown with their unit.</summary>
public sealed class ComparingUnits
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(-2, -1)]
    [InlineData(long.MinValue, long.MaxValue)]
    public void The_smaller_is_less_and_the_minimum(long small, long large)
    {
        Assert.True(new Fee(small) < new Fee(large) && new Fee(large) > new Fee(small));
        Assert.True(new CubicFeet(small) < new CubicFeet(large));
        Assert.True(new Money(small) < new Money(large));
        Assert.Equal(new Fee(small), Fee.Min(new Fee(large), new Fee(small)));
        Assert.Equal(
            new CubicFeet(small), CubicFeet.Min(new CubicFeet(small), new CubicFeet(large)));
        Assert.Equal(new Money(small), Money.Min(new Money(large), new Money(small)));
    }

    [Fact]
    public void Equals_are_neither_less_nor_more()
    {
        Assert.True(new Fee(5) <= new Fee(5) && new Fee(5) >= new Fee(5));
        Assert.False(new CubicFeet(5) < new CubicFeet(5) || new CubicFeet(5) > new CubicFeet(5));
        Assert.True(new Money(5) <= new Money(5) && new Money(5) >= new Money(5));
    }

    [Fact]
    public void A_value_is_shown_with_its_unit()
    {
        Assert.Equal("1250000 micros", $"{new Fee(1_250_000)}");
        Assert.Equal("600 cubic feet", $"{new CubicFeet(600)}");
        Assert.Equal("-500 minor units", $"{new Money(-500)}");
    }
}
