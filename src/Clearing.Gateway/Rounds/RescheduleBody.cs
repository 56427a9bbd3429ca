using System.ComponentModel.DataAnnotations;
using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The new terms of a scheduled round, and the reason.</summary>
internal sealed record RescheduleBody : IBody<RescheduleBody>
{
    public static string Example =>
        """
        {"closes_at":"2036-10-02T12:00:00Z","reserve_fee_micros":150000,"reason":"a holiday"}
        """;

    [Description("The earliest instant at which it closes, UTC, in the future.")]
    public required DateTimeOffset ClosesAt { get; init; }

    [Description(
        "Cubic feet that join the pool with it, or leave it if negative; unchanged if left out.")]
    public long? CapacityDelta { get; init; }

    [Whole(0, LeftToMarket = true)]
    [Description(
        "Bids below this fee, in micros per cubic foot, get nothing; unchanged if left out.")]
    public long? ReserveFeeMicros { get; init; }

    [Length(1, NoteRule.MaxLength), Description("The reason; it is kept in the journal.")]
    public required string Reason { get; init; }

    internal ScheduledRound ToRound(RoundTerms planned) => new(
        planned with
        {
            CapacityDelta = CapacityDelta is { } delta ? new(delta) : planned.CapacityDelta,
            Reserve = ReserveFeeMicros is { } fee ? new(fee) : planned.Reserve,
        },
        ClosesAt);
}
