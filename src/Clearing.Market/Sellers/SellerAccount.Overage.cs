using System.Collections.Immutable;

namespace Clearing.Market.Sellers;

public sealed partial class SellerAccount
{
    /// <summary>
    /// Accepts a bill of use above the limit, or its correction; a number that was accepted before
    /// gives no event.
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
        return [new OverageAccepted(charge, [Postings.Overage(charge)])];
    }

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
