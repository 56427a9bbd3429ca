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
}
