using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The terms on which a round is cleared now.</summary>
internal sealed record TermsBody : IBody<TermsBody>
{
    public static string Example =>
        """
        {"capacity_delta":0,"reserve_fee_micros":100000}
        """;

    public static bool MayBeAbsent => true;

    [Description(
        "Cubic feet that join the pool with this round, or leave it if negative; default as planned "
        + "in the calendar, otherwise 0.")]
    public long? CapacityDelta { get; init; }

    [Whole(0, LeftToMarket = true)]
    [Description(
        "Bids below this fee, in micros per cubic foot, get nothing; default as planned in the "
        + "calendar, otherwise 0.")]
    public long? ReserveFeeMicros { get; init; }

    /// <summary>The terms to clear on; members left out are as planned.</summary>
    /// <param name="planned">The round's terms in the calendar, or those it was cleared on.</param>
    internal RoundTerms ToTerms(RoundTerms planned) => planned with
    {
        CapacityDelta = CapacityDelta is { } delta ? new(delta) : planned.CapacityDelta,
        Reserve = ReserveFeeMicros is { } fee ? new(fee) : planned.Reserve,
    };

    /// <summary>What differs from the terms that a round was cleared on; null if nothing does.</summary>
    /// <param name="sent">The terms to clear on.</param>
    /// <param name="cleared">The terms of the cleared round.</param>
    internal static RefusedMember? Difference(RoundTerms sent, RoundTerms cleared)
    {
        (string Name, long Sent, long Cleared)[] differing =
        [
            .. new[]
            {
                ("capacity_delta", sent.CapacityDelta.Value, cleared.CapacityDelta.Value),
                ("reserve_fee_micros", sent.Reserve.Micros, cleared.Reserve.Micros),
            }.Where(of => of.Item2 != of.Item3),
        ];
        return differing is []
            ? null
            : new(
                differing[0].Name, $"{differing[0].Sent}",
                $"Round {cleared.Round} was cleared with "
                + $"{string.Join(" and ", differing.Select(of => $"{of.Name} {of.Cleared}"))}.");
    }
}
