using System.Collections.Immutable;

namespace Clearing.Market.Sellers;

public sealed partial class SellerAccount
{
    /// <summary>Whether a charge of its market is missing before this one.</summary>
    /// <param name="charge">A charge.</param>
    public bool MissesBefore(OverageCharge charge) =>
        charge.Number > (Find(charge.Market)?.Overage?.LastNumber ?? 0) + 1;

    /// <summary>
    /// Accepts a bill of use above the limit, or its correction; a number that was accepted before
    /// gives no event.
    /// </summary>
    /// <remarks>
    /// In a market that granted the seller space without telling its zone, or of another currency, it
    /// is accepted at zero and posts nothing. There a correction only lowers what was posted before
    /// the seller had space.
    /// </remarks>
    /// <param name="charge">The market's next charge.</param>
    /// <exception cref="ArgumentException">A charge before it is missing.</exception>
    public ImmutableArray<SellerEvent> Accept(OverageCharge charge)
    {
        var last = Find(charge.Market)?.Overage?.LastNumber ?? 0;
        if (charge.Number <= last) { return []; }
        if (MissesBefore(charge))
        {
            throw new ArgumentException(
                $"Charge {charge.Number} of {charge.Market} came after {last}.", nameof(charge));
        }
        var taken = IsBilled(charge) ? charge : charge with { Amount = Lowering(charge) };
        var isNothing = taken.Amount == Money.Zero && charge.Amount != Money.Zero;
        return [new OverageAccepted(taken, isNothing ? [] : [Postings.Overage(taken)])];
    }

    /// <summary>
    /// Whether the seller has to ask a market for its settlement: it was billed there and won nothing,
    /// and markets notify those that won.
    /// </summary>
    /// <param name="market">The market's key.</param>
    public bool AsksForSettlement(string market) =>
        Find(market) is { Settled: false, Overage: not null, Awards.Count: 0 };

    /// <summary>
    /// Accepts the settlement of a market that the seller asked; no event if it need not ask, or if
    /// the market's money is not that of the bills.
    /// </summary>
    /// <param name="notice">The market's answer.</param>
    public ImmutableArray<SellerEvent> AcceptSettlement(Notice notice) =>
        AsksForSettlement(notice.Market) && Find(notice.Market)!.Overage!.Terms is var billed
            && billed.Currency == notice.Terms.Currency
            && billed.MinorExponent == notice.Terms.MinorExponent
                ? Accept(notice)
                : [];

    // Where a zone is not told what a seller was granted, it would bill the use of space that the
    // seller pays a fee for. A market of another kind of period never gets the zone's charges.
    private bool IsBilled(OverageCharge charge) =>
        Find(charge.Market) is not { Terms: { } terms } market
        || ((terms.TellsZone || market.Awards.Count == 0)
            && terms.Currency == charge.Currency && terms.MinorExponent == charge.MinorExponent);

    private Money Lowering(OverageCharge charge)
    {
        if (Find(charge.Market)?.Overage is not { } overage || charge.Amount >= Money.Zero)
        {
            return Money.Zero;
        }
        return charge.Amount < -overage.Fees ? -overage.Fees : charge.Amount;
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
