namespace Clearing.Pages.Tests.Text;

public class ShowingNumbers
{
    [Theory]
    [InlineData(4_500_000, 2, "4.50")]
    [InlineData(3_605_000, 2, "3.605")]
    [InlineData(1, 2, "0.000001")]
    [InlineData(0, 2, "0.00")]
    [InlineData(450_000_000, 0, "450")]
    [InlineData(450_500_000, 0, "450.5")]
    [InlineData(1_250_000_000_000, 3, "1,250,000.00")]
    public void A_fee_has_two_decimals_or_those_it_needs_and_loses_no_digit(
        long micros, int exponent, string shown) =>
        Assert.Equal(shown, Shown.Fee(new Fee(micros), exponent));

    [Theory]
    [InlineData(760_000, 2, "7,600.00")]
    [InlineData(-1_000_000, 2, "−10,000.00")]
    [InlineData(5, 2, "0.05")]
    [InlineData(1_234, 0, "1,234")]
    [InlineData(1_234_567, 3, "1,234.567")]
    [InlineData(-5, 3, "−0.005")]
    public void Money_has_the_decimals_of_its_currency_and_a_true_minus(
        long minor, int exponent, string shown) =>
        Assert.Equal(shown, Shown.Money(new Money(minor), exponent));

    [Theory]
    [InlineData("1,200", 1_200_000_000L)]
    [InlineData("1 200.50", 1_200_500_000L)]
    [InlineData("4.50", 4_500_000L)]
    [InlineData("4,50", null)]
    [InlineData("1,20,000", null)]
    [InlineData("1.200,50", null)]
    [InlineData("4.", null)]
    [InlineData("-1", null)]
    public void A_comma_that_groups_no_thousands_is_no_number(string typed, long? micros) =>
        Assert.Equal(micros, TypedNumber.Fee(typed)?.Micros);

    [Theory]
    [InlineData("1,000.00", 2, 100_000L)]
    [InlineData("1000", 0, 1_000L)]
    [InlineData("0.001", 2, null)]
    [InlineData("1", int.MinValue, null)]
    public void Money_is_typed_in_major_units(string typed, int exponent, long? minor) =>
        Assert.Equal(minor, (long?)TypedNumber.Money(typed, exponent)?.Minor);

    [Theory]
    [InlineData(150_000, "15 %")]
    [InlineData(1_000_000, "100 %")]
    [InlineData(12_345, "1.2345 %")]
    public void A_share_is_shown_as_percent_without_rounding(long ppm, string shown) =>
        Assert.Equal(shown, Shown.Ppm(ppm));

    [Fact]
    public void What_is_left_has_days_when_it_is_long_and_says_so_when_it_is_over()
    {
        Assert.Equal("02:41:12", Shown.Left(new TimeSpan(2, 41, 12)));
        Assert.Equal("1 d 2 h", Shown.Left(TimeSpan.FromHours(26)));
        Assert.Equal("clearing…", Shown.Left(TimeSpan.FromSeconds(-1)));
    }

    [Theory]
    [InlineData("4.50", 4_500_000L)]
    [InlineData("4", 4_000_000)]
    [InlineData(" 1,234.5 ", 1_234_500_000)]
    [InlineData("0.000001", 1)]
    public void A_typed_fee_is_read_exactly(string typed, long micros) =>
        Assert.Equal(new Fee(micros), TypedNumber.Fee(typed));

    [Theory]
    [InlineData("")]
    [InlineData("4.")]
    [InlineData(".5")]
    [InlineData("-1")]
    [InlineData("1e3")]
    [InlineData("0.0000001")]
    [InlineData("4.5.6")]
    [InlineData("99999999999999999999")]
    public void What_is_no_fee_is_not_guessed(string typed) => Assert.Null(TypedNumber.Fee(typed));

    [Theory]
    [InlineData("1,200", 1_200L)]
    [InlineData("-300", -300L)]
    [InlineData("−300", -300L)]
    [InlineData("1.5", null)]
    [InlineData("ten", null)]
    public void A_typed_volume_is_a_whole_number_or_none(string typed, long? number) =>
        Assert.Equal(number, TypedNumber.Number(typed));
}
