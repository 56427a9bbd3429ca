using Clearing.Allocation.Zones;
using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>
/// What is refused of a new configuration. One that is already so stays as it is: it may be older
/// than the rule.
/// </summary>
internal static class NewConfig
{
    /// <summary>What is wrong with a zone's configuration unless it is already so.</summary>
    /// <param name="sent">The terms to configure the zone with.</param>
    /// <param name="known">What the zone has; null for a new zone.</param>
    public static FieldError? Wrong(ZoneTerms sent, ZoneTerms? known) =>
        known?.Currency == sent.Currency && known.MinorExponent == sent.MinorExponent
            ? null
            : WrongExponent(sent.Currency, sent.MinorExponent);

    /// <summary>What is wrong with a market's configuration unless it is already so.</summary>
    /// <param name="sent">The configuration to open the market with.</param>
    /// <param name="known">What the market has; null for a new market.</param>
    public static FieldError? Wrong(MarketConfig sent, MarketConfig? known)
    {
        var sameMoney =
            known?.Currency == sent.Currency && known.MinorExponent == sent.MinorExponent;
        var sameTies = known?.TieRule == sent.TieRule && known.LotterySeed == sent.LotterySeed;
        return (sameMoney ? null : WrongExponent(sent.Currency, sent.MinorExponent))
            ?? (sameTies ? null : IdleSeed(sent));
    }

    /// <summary>The problem of a body with one wrong member.</summary>
    public static Problem ToProblem(this FieldError wrong) =>
        Problem.Of(Codes.FieldInvalid, wrong.Field, wrong.Value, wrong.Limit, wrong.Rule) with
        {
            Errors = [wrong],
        };

    private static FieldError? WrongExponent(string currency, int exponent)
    {
        if (Iso4217.Allows(currency, exponent)) { return null; }
        var listed = Iso4217.ExponentOf(currency)!.Value;
        return new(
            "minor_exponent", $"{exponent}", listed,
            $"must be {listed}, as ISO 4217 lists it for {currency}");
    }

    private static FieldError? IdleSeed(MarketConfig sent) =>
        sent.TieRule == TieRule.SeededLottery || sent.LotterySeed.Length == 0
            ? null
            : new(
                "lottery_seed", FormatError.Show(sent.LotterySeed), null,
                "is only for the tie rule SEEDED_LOTTERY");
}
