namespace Clearing.Allocation.Overages;

/// <summary>
/// The usual fees of a cubic foot over the limit for a month, by currency (README, chapter 5).
/// </summary>
public static class OverageRates
{
    /// <summary>The fee where the table has no other one, in micros.</summary>
    public const long Otherwise = 10_000_000;

    /// <summary>
    /// The fee in a currency, in micros of its major unit. An operator of a zone with another currency
    /// should give its own: the number is the same, but not what it is worth.
    /// </summary>
    /// <param name="currency">The currency's ISO 4217 code.</param>
    public static long Of(string currency) => currency switch
    {
        "GBP" => 7_800_000,
        // 320.00 a cubic metre.
        "EUR" => 9_061_390,
        _ => Otherwise,
    };
}
