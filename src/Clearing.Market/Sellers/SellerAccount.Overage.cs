using System.Collections.Immutable;

namespace Clearing.Market.Sellers;

public sealed partial class SellerAccount
{
    /// <summary>
    /// Accepts a bill of use above the limit, or its correction; a number that was accepted before
    /// gives no event. In a market with typed reports of sales that granted the seller space, it is
    /// accepted at zero and posts nothing.
    /// </summary>
    /// <param name="charge">The market's next charge.</param>
    /// <exception cref="ArgumentException">A charge before it is missing.</exception>
    public ImmutableArray<SellerEvent> Accept(OverageCharge charge)
    {
        var last = Find(charge.Market)?.Overage?.LastNumber ?? 0;
        if (charge.Number <= last) { return []; }
        if (charge.Number > last + 1)
        {
            throw new ArgumentException(
                $"Charge {charge.Number} of {charge.Market} came after {last}.", nameof(charge));
        }
        return [ZoneKnowsSpace(charge.Market)
            ? new OverageAccepted(charge, [Postings.Overage(charge)])
            : new OverageAccepted(charge with { Amount = Money.Zero }, [])];
    }

    // A zone learns what space a seller was granted only from markets whose credits come from days.
    // Elsewhere it would bill the use of space that the seller pays a fee for.
    private bool ZoneKnowsSpace(string market) => CreditsFrom(market) != CreditSource.Report;

    private void Apply(OverageAccepted accepted)
    {
        var charge = accepted.Charge;
        var market = Enter(charge.Market);
        var overage = market.Overage ??= new();
        overage.LastNumber = charge.Number;
        overage.Fees += charge.Amount;
        overage.Terms = new(charge.Currency, charge.MinorExponent, 0, 0);
        Post(market, accepted.Postings);
    }
}
