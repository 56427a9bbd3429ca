using System.ComponentModel.DataAnnotations;

namespace Clearing.Gateway;

/// <summary>Many reports of sales of one seller.</summary>
internal sealed record SalesBatchBody : IBody<SalesBatchBody>
{
    public static string Example =>
        """
        {"reports":[{"market":"us-east/standard/2026-Q4","report_id":"s-1",
          "incremental_minor":125000}]}
        """;

    public static bool IsBatch => true;

    [Length(1, 1_000), Description("Reports, each decided separately.")]
    public required ImmutableArray<SalesBody> Reports { get; init; }
}
