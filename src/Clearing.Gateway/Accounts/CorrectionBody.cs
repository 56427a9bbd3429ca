using System.ComponentModel.DataAnnotations;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>A new entry that corrects a settled statement.</summary>
internal sealed record CorrectionBody : IBody<CorrectionBody>
{
    public static string Example =>
        """
        {"market":"us-east/standard/2026-Q4","correction_id":"k-1","amount_minor":-500,
         "note":"measured again"}
        """;

    [MarketKey, Description("The settled market: region/storage_type/period.")]
    public required string Market { get; init; }

    [CommandId]
    [Description("Chosen by you, unique for the seller in the region: the idempotency key.")]
    public string? CorrectionId { get; init; }

    [Description("What the seller owes more, in minor units; a negative amount is in its favour.")]
    public required long AmountMinor { get; init; }

    [RegularExpression(ConfigRule.CurrencyPattern)]
    [Description("If given, it must be the market's currency.")]
    public string? Currency { get; init; }

    [Length(1, NoteRule.MaxLength), Description("The reason; it is kept with the entry.")]
    public required string Note { get; init; }
}
