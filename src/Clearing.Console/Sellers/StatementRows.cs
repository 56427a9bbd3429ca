using Clearing.Pages.Charts;

namespace Clearing.Pages.Sellers;

/// <summary>A statement as a waterfall: from gross to what is paid.</summary>
internal static class StatementRows
{
    /// <summary>
    /// Gross, lowered, released, charge, credit, net; corrections and overage where there are some.
    /// Each sum is the one above it plus what stands between them.
    /// </summary>
    public static ImmutableArray<WaterfallRow> Of(Statement statement)
    {
        var exponent = statement.Terms.MinorExponent;
        var gross = Sum(statement, line => line.Gross);
        var lowered = Sum(statement, line => line.RepricingDiscount);
        var released = Sum(statement, line => line.ReleaseDiscount);
        var rows = ImmutableArray.CreateBuilder<WaterfallRow>();
        rows.Add(new("Gross", gross, true, "each award at its own round fee"));
        rows.Add(new("Lowered by later rounds", -lowered, false, Falls(statement, exponent)));
        rows.Add(
            new("Released", -released, false, released.Minor == 0 ? "" : "space that others took over"));
        var curtailed = Sum(statement, line => line.CurtailmentDiscount);
        if (curtailed.Minor != 0)
        {
            rows.Add(new("Curtailed", -curtailed, false, "space that the operator took back"));
        }
        rows.Add(new("Charge", statement.Charge, true));
        rows.Add(new(
            "Sales credit", -statement.CreditApplied, false,
            statement.CreditApplied.Minor == 0 ? "" : Credit(statement)));
        if (statement.Compensation.Minor != 0)
        {
            rows.Add(new("Compensation", -statement.Compensation, false, "for firm space"));
        }
        rows.Add(new("You pay", statement.Net, true, statement.Final ? "final" : "so far"));
        if (statement.Corrections.Minor != 0)
        {
            rows.Add(new("Corrections", statement.Corrections, false, "after the settlement"));
            rows.Add(new("You pay, corrected", statement.Net + statement.Corrections, true));
        }
        if (statement.Overage.Minor != 0)
        {
            rows.Add(new("Overage", statement.Overage, false, "use above your limit"));
            rows.Add(new("You pay with overage", statement.Payable(), true));
        }
        return rows.ToImmutable();
    }

    private static Money Sum(Statement statement, Func<StatementLine, Money> part) =>
        statement.Awards.Aggregate(Money.Zero, (sum, line) => sum + part(line));

    private static string Falls(Statement statement, int exponent)
    {
        var fallen = statement.Awards.Where(line => line.CurrentFee != line.RoundFee).ToArray();
        return fallen switch
        {
            [] => "",
            [var one] =>
                $"{Shown.Fee(one.RoundFee, exponent)} → {Shown.Fee(one.CurrentFee, exponent)}",
            _ => Shown.Count(fallen.Length, "award"),
        };
    }

    private static string Credit(Statement statement) =>
        statement.CreditEarned.CompareTo(statement.CreditApplied) > 0
            ? $"of {Shown.Money(statement.CreditEarned, statement.Terms.MinorExponent)} earned"
            : $"{Shown.Ppm(statement.Terms.CreditRatePpm)} of "
                + Shown.Money(statement.IncrementalSales, statement.Terms.MinorExponent);
}
