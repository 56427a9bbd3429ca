using System.ComponentModel.DataAnnotations;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>Incremental sales, or returns, made with the extra space of a market.</summary>
internal sealed record SalesBody : IBody<SalesBody>
{
    public static string Example =>
        """
        {"market":"us-east/standard/2026-Q4","report_id":"s-1","incremental_minor":125000,
         "currency":"USD"}
        """;

    [MarketKey, Description("The market: region/storage_type/period.")]
    public required string Market { get; init; }

    [CommandId]
    [Description("Chosen by you, unique for the seller in the region: the idempotency key.")]
    public string? ReportId { get; init; }

    [Description(
        "The sales, in minor units of the market's currency; a negative amount is of returns.")]
    public required long IncrementalMinor { get; init; }

    [RegularExpression(ConfigRule.CurrencyPattern)]
    [Description("If given, it must be the market's currency.")]
    public string? Currency { get; init; }
}
