using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>How a scheduled round is to be from now on, and why.</summary>
internal sealed record RescheduleBody : IBody<RescheduleBody>
{
    public static string Example =>
        """
        {"closes_at":"2036-10-02T12:00:00Z","reserve_fee_micros":150000,"reason":"a holiday"}
        """;

    private const int Longest = 200;

    [Description("The earliest instant at which it closes, UTC, in the future.")]
    public required DateTimeOffset ClosesAt { get; init; }

    [Description("Cubic feet that join (or leave) the pool with it; as it is if left out.")]
    public long? CapacityDelta { get; init; }

    [Description("Bids below this fee get nothing; as it is if left out.")]
    public long? ReserveFeeMicros { get; init; }

    [Description("Why: 1 to 200 characters; kept in the journal.")]
    public required string Reason { get; init; }

    public static RescheduleBody Read(Members members)
    {
        var body = new RescheduleBody
        {
            ClosesAt = members.Instant("closes_at"),
            CapacityDelta = members.NumberIfAny("capacity_delta"),
            ReserveFeeMicros = members.NumberIfAny("reserve_fee_micros"),
            Reason = members.TextWithin("reason", Longest),
        };
        members.RefuseOthers();
        return body;
    }

    internal ScheduledRound ToRound(RoundTerms planned) => new(
        planned with
        {
            CapacityDelta = CapacityDelta is { } delta ? new(delta) : planned.CapacityDelta,
            Reserve = ReserveFeeMicros is { } fee ? new(fee) : planned.Reserve,
        },
        ClosesAt);
}
