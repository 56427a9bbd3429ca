using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>
/// Turns a refusal of the market into a problem with the field, its value and the limit.
/// </summary>
internal static class Refusal
{
    /// <summary>The problem of a refusal.</summary>
    /// <typeparam name="TStatus">A command's status.</typeparam>
    /// <param name="status">The refusal.</param>
    /// <param name="body">The caller's body; null if the command has none.</param>
    /// <param name="limit">The limit that was broken; null for that of the code, if any.</param>
    public static Problem Of<TStatus>(TStatus status, JsonPlace? body, long? limit = null)
        where TStatus : struct, Enum
    {
        var code = Codes.All[Words.Of(status)];
        var field = Array.Find(
            code.Fields ?? [],
            known => body?.Find(known.Name) is { } member && known.Explains(member.Text));
        var value = field is null ? null : body!.Find(field.Name)!.Shown;
        var most = limit ?? field?.Limit ?? code.Limit;
        return Problem.Of(
            code.Name, field?.Name, value, most,
            code.Name == "ID_MALFORMED" && most == ClientId.MaxLength ? $"The id {ClientId.Rule}." : null);
    }

    /// <summary>The limit that a refused bid broke; null if it broke none.</summary>
    public static long? LimitOf(BidReceipt receipt) =>
        receipt.Quota ?? receipt.FeeLimit?.Micros ?? receipt.Limit?.Value
        ?? Codes.LimitOf(Words.Of(receipt.Status));
}
