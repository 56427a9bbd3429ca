using Clearing.Market;

namespace Clearing.Formats;

// What members must be together, beyond the range of each.
public partial record ConfigJson
{
    /// <summary>
    /// Refuses a minor exponent that is not that of ISO 4217 for the currency, or is left out for a
    /// currency that ISO 4217 does not list.
    /// </summary>
    /// <param name="members">The members that this was read from.</param>
    /// <param name="defaults">The values of members left out.</param>
    public void CheckCurrency(JsonMembers members, MarketConfig defaults)
    {
        CheckExponentGiven(members, defaults);
        CheckExponent(members, Currency ?? defaults.Currency, MinorExponent);
    }

    /// <summary>
    /// Refuses a minor exponent that is left out for a currency that ISO 4217 does not list.
    /// </summary>
    /// <param name="members">The members that this was read from.</param>
    /// <param name="defaults">The values of members left out.</param>
    public void CheckExponentGiven(JsonMembers members, MarketConfig defaults)
    {
        ArgumentNullException.ThrowIfNull(members);
        if (MinorExponent is null && ConfigRule.IsCurrency(Currency) && ExponentOf(defaults) is null)
        {
            members.Refuse(
                "minor_exponent",
                $"must be there: ISO 4217 does not list the currency {Currency}");
        }
    }

    /// <summary>Refuses a minor exponent that is not that of ISO 4217 for the currency.</summary>
    /// <param name="members">The members that it was read from.</param>
    /// <param name="currency">The currency.</param>
    /// <param name="exponent">The minor exponent; null if it is left out.</param>
    public static void CheckExponent(JsonMembers members, string currency, int? exponent)
    {
        ArgumentNullException.ThrowIfNull(members);
        if (exponent is { } named && !Iso4217.Allows(currency, named))
        {
            var listed = Iso4217.ExponentOf(currency)!.Value;
            members.Refuse(
                "minor_exponent", $"must be {listed}, as ISO 4217 lists it for {currency}", listed);
        }
    }

    /// <summary>Refuses a lottery without a seed.</summary>
    /// <param name="members">The members that it was read from.</param>
    /// <param name="config">The configuration with its defaults.</param>
    public static void CheckSeed(JsonMembers members, MarketConfig config)
    {
        if (ConfigRule.LacksSeed(config))
        {
            members.Refuse("lottery_seed", "must be there and not be empty for SEEDED_LOTTERY");
        }
    }

    /// <summary>Refuses a seed that the tie rule would not use.</summary>
    /// <param name="members">The members that it was read from.</param>
    /// <param name="tieRule">The tie rule.</param>
    /// <param name="seed">The seed; null or empty for none.</param>
    public static void CheckIdleSeed(JsonMembers members, TieRule tieRule, string? seed)
    {
        ArgumentNullException.ThrowIfNull(members);
        if (tieRule != Clearing.Market.Markets.TieRule.SeededLottery && !string.IsNullOrEmpty(seed))
        {
            members.Refuse("lottery_seed", "is only for the tie rule SEEDED_LOTTERY");
        }
    }

    /// <inheritdoc />
    public virtual void Check(JsonMembers members)
    {
        ArgumentNullException.ThrowIfNull(members);
        foreach (var seller in SellerCap?.Keys.Where(seller => !IdRule.Allows(seller)) ?? [])
        {
            members.Refuse(
                "seller_cap", seller, "must be named by a seller's id: 1 to 128 printable ASCII "
                + "characters without spaces");
        }
    }
}
