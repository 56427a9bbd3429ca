using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The terms of a round that is cleared now.</summary>
internal sealed record TermsBody : IBody<TermsBody>
{
    public static string Example =>
        """
        {"capacity_delta":0,"reserve_fee_micros":100000}
        """;

    public static bool MayBeAbsent => true;

    [Description("Cubic feet that join (or leave) the pool with this round; default 0.")]
    public long? CapacityDelta { get; init; }

    [Whole(0, LeftToMarket = true)]
    [Description("Bids below this fee get nothing; default 0.")]
    public long? ReserveFeeMicros { get; init; }

    internal RoundTerms ToTerms(int round) =>
        new(round, new CubicFeet(CapacityDelta ?? 0), new Fee(ReserveFeeMicros ?? 0));
}
