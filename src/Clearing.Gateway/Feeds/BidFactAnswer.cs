using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>What a seller did to a bid of its own.</summary>
internal sealed record BidFactAnswer(
    string Market,
    [property: Description("Your own running number of the bid in the market, from 1.")]
    long BidNumber,
    string BidId,
    [property: Description("The amendment or cancellation; null of a bid that was accepted.")]
    string? CommandId,
    [property: Description("Micros of the major unit per cubic foot, from then on.")]
    long MaxFeeMicros,
    [property: Description("Cubic feet, from then on.")] long MaxVolume,
    [property: Description("Cubic feet, from then on.")] long MinVolume,
    TimeInForce TimeInForce)
{
    public static BidFactAnswer Of(string market, BidFact fact) => new(
        market, fact.BidNumber, fact.Bid.Id, fact.CommandId, fact.Bid.MaxFee.Micros,
        fact.Bid.MaxVolume.Value, fact.Bid.MinVolume.Value, fact.Bid.TimeInForce);
}
