using System.Collections.Immutable;

namespace Clearing.Market.Sellers;

/// <summary>Makes the double entries of each cause in turn.</summary>
internal sealed class Postings(string market)
{
    private readonly ImmutableArray<Posting>.Builder _made =
        ImmutableArray.CreateBuilder<Posting>(1);

    /// <summary>Takes what was made; nothing stays here.</summary>
    public ImmutableArray<Posting> Take() => _made.DrainToImmutable();

    /// <summary>An award at the fee of its own round; made even if the amount is zero.</summary>
    public void Award(string awardId, Money gross) =>
        _made.Add(new Posting(market, Cause.Award, awardId,
            Pair(LedgerAccount.Receivable, LedgerAccount.ReservationFees, gross)));

    /// <summary>What a reprice or a release changed in an award's discounts.</summary>
    public void Discounts(Cause cause, StatementLine before, StatementLine after)
    {
        var repricing = after.RepricingDiscount - before.RepricingDiscount;
        var release = after.ReleaseDiscount - before.ReleaseDiscount;
        Add(cause, after.AwardId,
        [
            .. Pair(LedgerAccount.RepricingDiscounts, LedgerAccount.Receivable, repricing),
            .. Pair(LedgerAccount.ReleaseDiscounts, LedgerAccount.Receivable, release),
        ]);
    }

    /// <summary>A change of the credit earned.</summary>
    public void Credit(string report, Money earned) => Add(Cause.Sale, report,
        Pair(LedgerAccount.CreditsGranted, LedgerAccount.CreditsHeld, earned));

    /// <summary>The credit applied offsets the charge; the rest expires.</summary>
    public void Settlement(Money applied, Money unused) => Add(Cause.Settlement, market,
    [
        .. Pair(LedgerAccount.CreditsHeld, LedgerAccount.Receivable, applied),
        .. Pair(LedgerAccount.CreditsHeld, LedgerAccount.CreditsGranted, unused),
    ]);

    /// <summary>A correction; made even if the amount is zero.</summary>
    public static Posting Correction(Correction correction) =>
        Correction(correction.Market, correction.Id, correction.Amount);

    /// <summary>What a late fact corrects.</summary>
    public void Correction(string cause, Money amount) =>
        _made.Add(Correction(market, cause, amount));

    /// <summary>What a correction adds to what the seller owes.</summary>
    public static Money AmountOf(Posting correction) => correction.Lines[0].Amount;

    private static Posting Correction(string market, string reference, Money amount) =>
        new(market, Cause.Correction, reference,
            Pair(LedgerAccount.Receivable, LedgerAccount.Corrections, amount));

    private void Add(Cause cause, string reference, ImmutableArray<PostingLine> lines)
    {
        var moving = lines.RemoveAll(line => line.Amount == Money.Zero);
        if (moving.Length > 0) { _made.Add(new Posting(market, cause, reference, moving)); }
    }

    private static ImmutableArray<PostingLine> Pair(
        LedgerAccount debit, LedgerAccount credit, Money amount) =>
        [new PostingLine(debit, amount), new PostingLine(credit, -amount)];
}
