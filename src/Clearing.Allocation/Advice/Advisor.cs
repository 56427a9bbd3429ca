using System.Collections.Immutable;
using System.Numerics;
using Clearing.Allocation.Configuration;

namespace Clearing.Allocation.Advice;

/// <summary>
/// Advises on a fee from cleared rounds of past periods and the seller's own facts. It never
/// sees a sealed bid.
/// </summary>
/// <param name="rounds">Cleared rounds, in any order.</param>
/// <param name="lot">The market's lot.</param>
/// <param name="terms">The market's currency and credit.</param>
/// <param name="config">The numbers of the rules.</param>
public sealed class Advisor(
    ImmutableArray<PastRound> rounds, long lot, MoneyTerms terms, AllocationConfig config)
{
    private const int Million = 1_000_000;

    /// <summary>Advises on one fee.</summary>
    /// <param name="feeMicros">The max fee, 0 or more.</param>
    /// <param name="volume">The volume, 1 or more.</param>
    /// <param name="past">The seller's own past; null if it is unknown.</param>
    public FeeAdvice On(long feeMicros, long volume, SellerPast? past)
    {
        var charge = ChargeRule.Of(new(feeMicros), volume, terms);
        var most = CreditRule.Cap(charge, terms).Minor;
        var evens = BreakEven(most);
        var expected = Expected(volume, past);
        return new(
            feeMicros, NextRound(feeMicros), ByPeriodEnd(feeMicros), charge.Minor,
            evens, evens is { } sales ? RoundedUp(sales, volume) : null,
            expected, expected is { } sold ? Net(charge, most, sold) : null);
    }

    private Chance NextRound(long feeMicros) => Chance.Of(
        rounds.Length, rounds.Count(round => round.WouldGrant(feeMicros, lot)), config);

    private Chance ByPeriodEnd(long feeMicros)
    {
        var periods = rounds.GroupBy(round => round.Period, StringComparer.Ordinal).ToArray();
        var granted = periods.Count(of => of.Any(round => round.WouldGrant(feeMicros, lot)));
        return Chance.Of(periods.Length, granted, config);
    }

    private Int128? BreakEven(Int128 most)
    {
        if (most == 0) { return 0; }
        return terms.CreditRatePpm == 0 ? null : RoundedUp(most * Million, terms.CreditRatePpm);
    }

    private Int128 Net(Money charge, Int128 most, Int128 sales) =>
        charge.Minor - Int128.Min(CreditRule.Earned(new(sales), terms).Minor, most);

    // The product of four 63-bit numbers is wider than 128 bits before the division.
    private static Int128? Expected(long volume, SellerPast? past)
    {
        if (past is null || past.UsedVolumeDays == 0) { return null; }
        var product = (BigInteger)past.SalesMinor * volume * past.Days * past.FillPpm;
        return (Int128)BigInteger.Max(0, product / ((BigInteger)past.UsedVolumeDays * Million));
    }

    private static Int128 RoundedUp(Int128 amount, Int128 by) => (amount + by - 1) / by;
}
