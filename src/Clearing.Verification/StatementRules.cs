using Clearing.Market;

namespace Clearing.Verification;

/// <summary>The rules for a seller's statement and the ledger behind it.</summary>
internal static class StatementRules
{
    /// <summary>Checks a statement.</summary>
    /// <param name="account">The seller.</param>
    /// <param name="statement">One of its statements.</param>
    /// <param name="expect">Receives whether a rule holds, and the rule.</param>
    internal static void Check(
        SellerAccount account, Statement statement, Action<bool, string> expect)
    {
        var market = statement.Market;
        foreach (var line in statement.Awards)
        {
            expect(
                line.CurrentFee.CompareTo(line.RoundFee) <= 0
                    && line.RoundFee.CompareTo(line.MaxFee) <= 0,
                $"{line.AwardId}: final fee ≤ round fee ≤ max fee does not hold");
            expect(
                line.Gross - line.RepricingDiscount - line.ReleaseDiscount
                    - line.CurtailmentDiscount == line.Charge,
                $"{line.AwardId}: gross less discounts is not the charge");
        }
        expect(
            statement.CreditApplied.Minor >= 0
                && statement.CreditApplied.CompareTo(statement.Charge) <= 0,
            $"{market}: the credit applied is not between 0 and the charge");
        expect(
            statement.Charge - statement.CreditApplied - statement.Compensation == statement.Net,
            $"{market}: charge less credit and compensation is not net");
        var owed = statement.Overage
            + (statement.Final
                ? statement.Net + statement.Corrections
                : statement.Charge - statement.Compensation);
        expect(
            account.Balance(market, LedgerAccount.Receivable) == owed,
            $"{market}: the ledger says another amount owed than the statement");
        var held = statement.Final ? Money.Zero : -statement.CreditEarned;
        expect(
            account.Balance(market, LedgerAccount.CreditsHeld) == held,
            $"{market}: the ledger says other credits than the statement");
    }

    /// <summary>
    /// Checks that the settled net plus the corrections by late facts equals the net of a
    /// settlement with those facts.
    /// </summary>
    /// <param name="statement">A statement.</param>
    /// <param name="corrected">The sum of the corrections by late facts so far.</param>
    /// <param name="expect">Receives whether a rule holds, and the rule.</param>
    internal static void CheckLate(
        Statement statement, Money corrected, Action<bool, string> expect)
    {
        var earned = CreditRule.Earned(
            statement.IncrementalSales + statement.LateSales, statement.Terms);
        expect(
            statement.Net + corrected
                == statement.Charge - Money.Min(earned, statement.CreditCap)
                    - statement.Compensation,
            $"{statement.Market}: net and corrections are not what all facts give");
    }
}
