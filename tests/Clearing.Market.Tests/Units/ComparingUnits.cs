namespace Clearing.Market.Tests;

/// <summary>Fees, volumes and amounts compare by value and are shown with their unit.</summary>
public sealed class ComparingUnits
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(-2, -1)]
    [InlineData(5, 5)]
    [InlineData(long.MinValue, long.MaxValue)]
    public void Units_compare_as_their_numbers_do(long one, long other)
    {
        foreach (var (a, b) in new[] { (one, other), (other, one) })
        {
            var (f, g) = (new Fee(a), new Fee(b));
            var (v, w) = (new CubicFeet(a), new CubicFeet(b));
            var (m, n) = (new Money(a), new Money(b));
            Assert.Equal([a < b, a < b, a < b], new[] { f < g, v < w, m < n });
            Assert.Equal([a > b, a > b, a > b], new[] { f > g, v > w, m > n });
            Assert.Equal([a <= b, a <= b, a <= b], new[] { f <= g, v <= w, m <= n });
            Assert.Equal([a >= b, a >= b, a >= b], new[] { f >= g, v >= w, m >= n });
            Assert.Equal(Math.Min(a, b), Fee.Min(f, g).Micros);
            Assert.Equal(Math.Min(a, b), CubicFeet.Min(v, w).Value);
            Assert.Equal(Math.Min(a, b), Money.Min(m, n).Minor);
        }
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void A_note_has_up_to_two_hundred_characters(int length, bool allowed)
    {
        Assert.Equal(allowed, NoteRule.Allows(new string('n', length)));
        Assert.False(NoteRule.Allows(new string(' ', length)));
    }

    [Theory]
    [InlineData("USD", 2, true)]
    [InlineData("USD", 3, false)]
    [InlineData("JPY", 0, true)]
    [InlineData("JPY", 2, false)]
    [InlineData("XQZ", 4, true)]
    public void A_listed_currency_has_the_digits_of_its_list(string currency, int exponent, bool allowed) =>
        Assert.Equal(allowed, Iso4217.Allows(currency, exponent));

    [Fact]
    public void A_value_is_shown_with_its_unit()
    {
        Assert.Equal("1250000 micros", $"{new Fee(1_250_000)}");
        Assert.Equal("600 cubic feet", $"{new CubicFeet(600)}");
        Assert.Equal("-500 minor units", $"{new Money(-500)}");
    }
}
