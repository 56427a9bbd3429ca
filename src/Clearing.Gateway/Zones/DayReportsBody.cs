using System.ComponentModel.DataAnnotations;

namespace Clearing.Gateway;

/// <summary>Many day reports of one seller in a zone.</summary>
internal sealed record DayReportsBody : IBody<DayReportsBody>
{
    public static string Example =>
        """{"reports":[{"report_id":"d-2026-10-01","day":"2026-10-01","used_volume":15000}]}""";

    public static bool IsBatch => true;

    [Length(1, 1_000), Description("The reports, each decided separately.")]
    public required ImmutableArray<DayReportBody> Reports { get; init; }
}
