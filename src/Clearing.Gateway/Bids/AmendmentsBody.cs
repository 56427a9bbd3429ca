using System.ComponentModel.DataAnnotations;

namespace Clearing.Gateway;

/// <summary>Many amendments of one seller.</summary>
internal sealed record AmendmentsBody : IBody<AmendmentsBody>
{
    public static string Example =>
        """
        {"amendments":[{"market":"us-east/standard/2026-Q4","amendment_id":"a-1","bid_id":"b-1042",
          "max_fee_micros":1300000}]}
        """;

    public static bool IsBatch => true;

    [Length(1, 1_000)]
    [Description(
        "The amendments. Each is decided separately; those of one bid are made in this order.")]
    public required ImmutableArray<AmendmentBody> Amendments { get; init; }
}
