using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>A round that closes and clears by itself.</summary>
internal sealed record ScheduleBody : IBody<ScheduleBody>
{
    public static string Example =>
        """
        {"round":1,"closes_at":"2026-10-01T12:00:00Z","reserve_fee_micros":100000}
        """;

    [Whole(1), Description("Its number: more than that of every cleared round.")]
    public required int Round { get; init; }

    [Description("The earliest instant at which it closes, UTC.")]
    public required DateTimeOffset ClosesAt { get; init; }

    [Description("Cubic feet that join (or leave) the pool with this round; default 0.")]
    public long? CapacityDelta { get; init; }

    [Whole(0, LeftToMarket = true)]
    [Description("Bids below this fee get nothing; default 0.")]
    public long? ReserveFeeMicros { get; init; }

    internal ScheduledRound ToRound() => new(
        new RoundTerms(Round, new CubicFeet(CapacityDelta ?? 0), new Fee(ReserveFeeMicros ?? 0)),
        ClosesAt);
}
