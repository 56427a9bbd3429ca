using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>A round that closes and clears by itself, or several at even distances.</summary>
internal sealed record ScheduleBody : IBody<ScheduleBody>
{
    public static string Example =>
        """
        {"round":1,"closes_at":"2036-10-01T12:00:00Z","reserve_fee_micros":100000,
         "repeat_count":4,"repeat_every_seconds":604800}
        """;

    private const int MostRounds = 500;
    private const long LongestDistance = 366 * 86_400;

    [Description("Its number: the next one, from 1.")]
    public required int Round { get; init; }

    [Description("The earliest instant at which it closes, UTC, in the future.")]
    public required DateTimeOffset ClosesAt { get; init; }

    [Description("Cubic feet that join (or leave) the pool with each round; default 0.")]
    public long? CapacityDelta { get; init; }

    [Description("Bids below this fee get nothing; default 0.")]
    public long? ReserveFeeMicros { get; init; }

    [Description("How many rounds to plan, by number from this one, 1 (default) to 500: all or none.")]
    public long? RepeatCount { get; init; }

    [Description("Seconds from one close to the next, 1 to 31622400; needed for several rounds.")]
    public long? RepeatEverySeconds { get; init; }

    public static ScheduleBody Read(Members members)
    {
        var body = new ScheduleBody
        {
            Round = members.Round("round"),
            ClosesAt = members.Instant("closes_at"),
            CapacityDelta = members.NumberIfAny("capacity_delta"),
            ReserveFeeMicros = members.NumberIfAny("reserve_fee_micros"),
            RepeatCount = members.NumberIfAny("repeat_count", 1, MostRounds),
            RepeatEverySeconds = members.NumberIfAny("repeat_every_seconds", 1, LongestDistance),
        };
        if (body.RepeatCount > 1 && body.RepeatEverySeconds is null)
        {
            members.Missing("repeat_every_seconds");
        }
        members.RefuseOthers();
        return body;
    }

    internal ImmutableArray<ScheduledRound> ToRounds() =>
    [
        .. Enumerable.Range(0, (int)(RepeatCount ?? 1)).Select(step => new ScheduledRound(
            new RoundTerms(
                Round + step, new CubicFeet(CapacityDelta ?? 0), new Fee(ReserveFeeMicros ?? 0)),
            ClosesAt.AddSeconds(step * (RepeatEverySeconds ?? 0)))),
    ];
}
