namespace Clearing.Pages.Sellers;

/// <summary>A posting in words a seller uses.</summary>
internal static class LedgerWords
{
    /// <summary>Title, icon, amount with its sign, and what it belongs to.</summary>
    public static (string Title, string Icon, string Amount, string Text) Of(LedgerEntry entry)
    {
        var (title, icon) = entry.Posting.Cause switch
        {
            Cause.Award => ("Award", "bid"),
            Cause.Reprice => ("Lowered", "down"),
            Cause.Release => ("Released", "down"),
            Cause.Sale => ("Sales credit", "chart"),
            Cause.Settlement => ("Settlement", "ok"),
            Cause.Overage => ("Overage", "chart"),
            Cause.Curtailment => ("Curtailed", "down"),
            _ => ("Correction", "doc"),
        };
        return (title, icon, Signed(entry), $"{entry.Posting.Reference} · {entry.Posting.Market}");
    }

    /// <summary>An account in words.</summary>
    public static string Account(LedgerAccount account) => account switch
    {
        LedgerAccount.Receivable => "owed",
        LedgerAccount.ReservationFees => "reservation fees",
        LedgerAccount.RepricingDiscounts => "lowered fees",
        LedgerAccount.ReleaseDiscounts => "released space",
        LedgerAccount.CreditsGranted => "credits granted",
        LedgerAccount.CreditsHeld => "credits held",
        LedgerAccount.OverageFees => "overage fees",
        LedgerAccount.CurtailmentDiscounts => "curtailed space",
        LedgerAccount.CurtailmentCosts => "compensation",
        _ => "corrections",
    };

    /// <summary>
    /// By how much an entry raises or, with a minus, lowers what the seller owes; for credits, what
    /// was earned.
    /// </summary>
    public static Money Amount(LedgerEntry entry) =>
        Find(entry, LedgerAccount.Receivable) ?? Find(entry, LedgerAccount.CreditsHeld)
            ?? Money.Zero;

    private static string Signed(LedgerEntry entry)
    {
        var amount = Amount(entry);
        var text = Shown.Money(amount, entry.Terms?.MinorExponent ?? 2);
        return amount.Minor > 0 ? "+" + text : text;
    }

    private static Money? Find(LedgerEntry entry, LedgerAccount account)
    {
        foreach (var line in entry.Posting.Lines)
        {
            if (line.Account == account) { return line.Amount; }
        }
        return null;
    }
}
