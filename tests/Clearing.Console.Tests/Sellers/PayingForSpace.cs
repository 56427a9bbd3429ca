using Clearing.Pages.Sellers;

namespace Clearing.Pages.Tests.Sellers;

public class PayingForSpace
{
    [Fact]
    public void Further_sales_until_nothing_is_paid_are_rounded_up()
    {
        var statement = Rounds.Statement(sales: 9_600_000);

        var more = BreakEven.More(statement)!.Value;

        // 20,000.00 ÷ 15 % = 133,333.34 less the 96,000.00 sold so far.
        Assert.Equal(new Money(13_333_334 - 9_600_000), more);
        Assert.Equal(Money.Zero, Rounds.Statement(sales: 9_600_000 + (long)more.Minor).Net);
        Assert.NotEqual(Money.Zero, Rounds.Statement(sales: 9_600_000 + (long)more.Minor - 1).Net);
    }

    [Theory]
    [InlineData(150_000, 999_999)]
    [InlineData(0, 1_000_000)]
    public void Where_the_credit_cannot_offset_all_there_are_no_such_sales(int rate, int cap) =>
        Assert.Null(BreakEven.More(Rounds.Statement(rate, cap)));

    [Theory]
    [InlineData(1_000_000, 533_334L)]
    [InlineData(500_000, 533_334L)]
    [InlineData(20_000, null)]
    public void Credit_has_to_offset_only_what_compensation_leaves_of_the_charge(int cap, long? more)
    {
        // 20,000.00 less 19,200.00 of compensation: 800.00 ÷ 15 %.
        var curtailed = Rounds.Statement(cap: cap, sales: 0, compensation: 1_920_000);

        Assert.Equal(more, (long?)BreakEven.More(curtailed)?.Minor);
    }

    [Fact]
    public void A_statement_is_a_waterfall_whose_sums_add_up()
    {
        var rows = StatementRows.Of(Rounds.Statement());

        var sum = Money.Zero;
        foreach (var row in rows)
        {
            if (row.IsTotal && row != rows[0]) { Assert.Equal(sum, row.Amount); }
            sum = row.IsTotal ? row.Amount : sum + row.Amount;
        }
        Assert.Equal(
            ["Gross", "Lowered by later rounds", "Released", "Charge", "Sales credit", "You pay"],
            rows.Select(row => row.Label));
        Assert.Equal("6.00 → 4.00", rows[1].Note);
    }
}
