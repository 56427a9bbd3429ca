using System.Collections.Immutable;

namespace Clearing.Market.Sellers;

/// <summary>
/// What a seller owes in one market: charge − credit applied − compensation = net.
/// </summary>
/// <param name="Market">The market.</param>
/// <param name="Seller">The seller.</param>
/// <param name="Terms">Currency and credit terms.</param>
/// <param name="Final">False during the period: provisional, from current fees.</param>
/// <param name="Awards">A line per award, by round, then bid id.</param>
/// <param name="Charge">The sum of the awards' charges.</param>
/// <param name="IncrementalSales">Reported sales less returns; may be negative.</param>
/// <param name="CreditEarned">Floor of rate × sales, of the cumulated sum.</param>
/// <param name="CreditCap">The most that may be applied.</param>
/// <param name="CreditApplied">The lesser of earned and cap.</param>
/// <param name="CreditUnused">Earned but not applied: expires, is not paid.</param>
/// <param name="Net">
/// Charge − credit applied − compensation; below 0 only where there is compensation.
/// </param>
/// <param name="Corrections">The sum of corrections after settlement, added to net.</param>
/// <param name="LateSales">
/// Incremental sales of days whose facts came after settlement: what they change in net is among the
/// corrections.
/// </param>
/// <param name="Overage">
/// Fees for use above the overage limit in the period's months, added to net. Bills come and are
/// corrected after the settlement too.
/// </param>
/// <param name="Compensation">What the seller gets for firm space that curtailments took.</param>
[GenerateSerializer, Alias("Clearing.Statement"), Immutable]
public sealed record Statement(
    string Market, string Seller, MoneyTerms Terms, bool Final,
    ImmutableArray<StatementLine> Awards,
    Money Charge, Money IncrementalSales, Money CreditEarned, Money CreditCap, Money CreditApplied,
    Money CreditUnused, Money Net, Money Corrections, Money LateSales = default,
    Money Overage = default, Money Compensation = default)
{
    /// <summary>What the seller pays in all: net + corrections + overage; below 0, what it gets.</summary>
    public Money Payable() => Net + Corrections + Overage;

    /// <summary>
    /// The statement as operators see it: before the settlement the awards' max fees are sealed, and
    /// each has its round's own fee in their place.
    /// </summary>
    public Statement ForOperators() => Final
        ? this
        : this with { Awards = [.. Awards.Select(line => line with { MaxFee = line.RoundFee })] };
}

/// <summary>The account of one award: gross − repricing − release − curtailment = charge.</summary>
/// <param name="AwardId"><c>bid@round</c>.</param>
/// <param name="BidId">The bid.</param>
/// <param name="Round">The round of the award.</param>
/// <param name="Granted">Volume granted.</param>
/// <param name="Released">Volume given back and granted to others.</param>
/// <param name="MaxFee">The bid's max fee at the clearing.</param>
/// <param name="RoundFee">The fee of its own round.</param>
/// <param name="CurrentFee">The lowest fee of its own and all later rounds so far.</param>
/// <param name="Gross">Round fee × granted.</param>
/// <param name="RepricingDiscount">What repricing took off, over the granted volume.</param>
/// <param name="ReleaseDiscount">What releases took off, at the final fee.</param>
/// <param name="Charge">
/// Final fee × (granted − released − curtailed), rounded down once.
/// </param>
/// <param name="Curtailed">Volume that curtailments took.</param>
/// <param name="CurtailmentDiscount">What curtailments took off, at the final fee.</param>
[GenerateSerializer, Alias("Clearing.StatementLine"), Immutable]
public sealed record StatementLine(
    string AwardId, string BidId, int Round, CubicFeet Granted, CubicFeet Released, Fee MaxFee,
    Fee RoundFee, Fee CurrentFee, Money Gross, Money RepricingDiscount, Money ReleaseDiscount,
    Money Charge, CubicFeet Curtailed = default, Money CurtailmentDiscount = default)
{
    /// <summary>What is left of it: granted − released − curtailed.</summary>
    public CubicFeet Held => new(Granted.Value - Released.Value - Curtailed.Value);
}
