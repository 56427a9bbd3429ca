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
    /// <param name="known">Where the limit may be; null if that is not asked for.</param>
    public static Problem Of<TStatus>(TStatus status, JsonPlace? body, KnownLimits? known = null)
        where TStatus : struct, Enum
    {
        var code = Words.Of(status);
        var field = Array.Find(Codes.FieldsOf(code), name => body?.Find(name) is not null);
        var value = field is null ? null : body!.Find(field)!.Shown;
        return Problem.Of(code, field, limit: LimitOf(code, known)) with { Value = value };
    }

    /// <summary>The limit that a bid's refusal is about; null if none is.</summary>
    public static long? LimitOf(BidReceipt receipt, KnownLimits? known) =>
        receipt.Limit?.Value ?? LimitOf(Words.Of(receipt.Status), known);

    private static long? LimitOf(string code, KnownLimits? known) => code switch
    {
        "FEE_ABOVE_LIMIT" => known?.Config?.HighestMaxFee?.Micros,
        "FEE_OFF_TICK" => known?.Config?.Tick.Micros,
        "VOLUME_OFF_LOT" or "MIN_VOLUME_OFF_LOT" => known?.Config?.Lot.Value,
        "VOLUME_BELOW_LIMIT" => known?.Config?.SmallestMaxVolume?.Value,
        "OPEN_BIDS_FULL" => known?.Quota?.OpenBids,
        "REFUSALS_FULL" => known?.Quota?.Refusals,
        "FEE_NEGATIVE" or "RESERVE_NEGATIVE" or "USE_NEGATIVE" => 0,
        "VOLUME_NOT_POSITIVE" => 1,
        "ID_MALFORMED" or "BID_ID_MALFORMED" => IdRule.Longest,
        "AMOUNT_OUT_OF_RANGE" or "POOL_OVERFLOW" => long.MaxValue,
        "NOTE_MALFORMED" or "REASON_MALFORMED" => NoteRule.MaxLength,
        "WEBHOOK_ID_MALFORMED" => IdRule.Longest,
        "WEBHOOK_URL_MALFORMED" => WebhookRule.MaxUrlLength,
        "TOO_MANY_WEBHOOKS" => WebhookRule.MaxWebhooks,
        _ => null,
    };
}
