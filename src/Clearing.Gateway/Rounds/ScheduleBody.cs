using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>A round that closes and clears automatically, or several at equal intervals.</summary>
internal sealed record ScheduleBody : IBody<ScheduleBody>, IChecked
{
    public static string Example =>
        """
        {"round":1,"closes_at":"2036-10-01T12:00:00Z","reserve_fee_micros":100000,
         "repeat_count":4,"repeat_every_seconds":604800}
        """;

    private const long MaxRounds = 500;
    private const long MaxDistance = 366 * 86_400;

    [Whole(1, int.MaxValue), Description("The number of the (first) round: the one after the last.")]
    public required int Round { get; init; }

    [Description("The earliest instant at which it closes, UTC, in the future.")]
    public required DateTimeOffset ClosesAt { get; init; }

    [Description(
        "Cubic feet that join the pool with each round, or leave it if negative; default 0.")]
    public long? CapacityDelta { get; init; }

    [Whole(0, LeftToMarket = true)]
    [Description("Bids below this fee, in micros per cubic foot, get nothing; default 0.")]
    public long? ReserveFeeMicros { get; init; }

    [Whole(1, MaxRounds)]
    [Description(
        "How many rounds to plan, numbered from this one on: all of them or none; default 1.")]
    public long? RepeatCount { get; init; }

    [Whole(1, MaxDistance)]
    [Description("The seconds from one close to the next; it must be there for several rounds.")]
    public long? RepeatEverySeconds { get; init; }

    /// <inheritdoc/>
    public void Check(JsonMembers members)
    {
        var steps = (RepeatCount ?? 1) - 1;
        if (steps * (RepeatEverySeconds ?? 0) > (DateTimeOffset.MaxValue - ClosesAt).TotalSeconds)
        {
            members.Refuse("repeat_every_seconds", "leads beyond the last possible instant");
        }
        if (RepeatCount > 1 && RepeatEverySeconds is null)
        {
            members.Refuse("repeat_every_seconds", "is missing: repeat_count is more than 1");
        }
        if (RepeatEverySeconds is not null && RepeatCount is null)
        {
            members.Refuse("repeat_count", "is missing: repeat_every_seconds repeats nothing alone");
        }
        if (RepeatCount > 1 && Round > int.MaxValue - RepeatCount)
        {
            members.Refuse("repeat_count", "leads beyond the last possible round number");
        }
    }

    internal ImmutableArray<ScheduledRound> ToRounds() =>
    [
        .. Enumerable.Range(0, (int)(RepeatCount ?? 1)).Select(step => new ScheduledRound(
            new RoundTerms(
                Round + step, new CubicFeet(CapacityDelta ?? 0), new Fee(ReserveFeeMicros ?? 0)),
            ClosesAt.AddSeconds(step * (RepeatEverySeconds ?? 0)))),
    ];
}
