using System.ComponentModel.DataAnnotations;

namespace Clearing.Gateway;

/// <summary>Many cancellations of one seller.</summary>
internal sealed record CancellationsBody : IBody<CancellationsBody>
{
    public static string Example =>
        """
        {"cancellations":[{"market":"us-east/standard/2026-Q4","cancellation_id":"x-1",
          "bid_id":"b-1042"}]}
        """;

    public static bool IsBatch => true;

    [Length(1, 1_000), Description("The cancellations, each decided separately.")]
    public required ImmutableArray<CancellationBody> Cancellations { get; init; }
}
