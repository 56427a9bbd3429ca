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
