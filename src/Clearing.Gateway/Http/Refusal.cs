using Clearing.Contracts;
using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>
/// Turns a refusal of the market into a problem with the field, its value and the limit.
/// </summary>
internal static class Refusal
{
    /// <summary>The problem of a refusal.</summary>
    /// <typeparam name="TStatus">A command's status.</typeparam>
    /// <param name="status">The refusal.</param>
    /// <param name="body">What the caller sent; null if the command has no body.</param>
    /// <param name="config">The market's configuration, for the limit; null if not known.</param>
    public static Problem Of<TStatus>(TStatus status, JsonPlace? body, MarketConfig? config = null)
        where TStatus : struct, Enum
    {
        var code = Words.Of(status);
        var field = Array.Find(Codes.FieldsOf(code), name => body?.Find(name) is not null);
        var value = field is null ? null : body!.Find(field)!.Shown;
        return Problem.Of(code, field, limit: LimitOf(code, config)) with { Value = value };
    }

    /// <summary>True if the configuration tells the limit that a refusal is about.</summary>
    public static bool NeedsConfig(string code) => code is "FEE_ABOVE_LIMIT" or "FEE_OFF_TICK"
        or "VOLUME_OFF_LOT" or "MIN_VOLUME_OFF_LOT" or "VOLUME_BELOW_LIMIT";

    /// <summary>The limit that a bid's refusal is about; null if none is.</summary>
    public static long? LimitOf(BidReceipt receipt, MarketConfig? config) =>
        receipt.Limit?.Value ?? LimitOf(Words.Of(receipt.Status), config);

    private static long? LimitOf(string code, MarketConfig? config) => code switch
    {
        "FEE_ABOVE_LIMIT" => config?.HighestMaxFee?.Micros,
        "FEE_OFF_TICK" => config?.Tick.Micros,
        "VOLUME_OFF_LOT" or "MIN_VOLUME_OFF_LOT" => config?.Lot.Value,
        "VOLUME_BELOW_LIMIT" => config?.SmallestMaxVolume?.Value,
        "FEE_NEGATIVE" or "RESERVE_NEGATIVE" or "USE_NEGATIVE" => 0,
        "VOLUME_NOT_POSITIVE" => 1,
        "ID_MALFORMED" or "BID_ID_MALFORMED" => IdRule.MaxLength,
        "AMOUNT_OUT_OF_RANGE" or "POOL_OVERFLOW" => long.MaxValue,
        "NOTE_MALFORMED" or "REASON_MALFORMED" => NoteRule.MaxLength,
        "WEBHOOK_ID_MALFORMED" => IdRule.MaxLength,
        "WEBHOOK_URL_MALFORMED" => WebhookRule.MaxUrlLength,
        "TOO_MANY_WEBHOOKS" => WebhookRule.MaxWebhooks,
        _ => null,
    };
}
