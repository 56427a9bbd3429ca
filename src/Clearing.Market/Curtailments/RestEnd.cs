namespace Clearing.Market.Curtailments;

/// <summary>
/// A seller ends what a curtailment left of an award, because it is less than the bid's min volume.
/// </summary>
/// <param name="Id">
/// Chosen by the client, unique among the seller's commands in the market: the idempotency key.
/// </param>
/// <param name="AwardId">The award, <c>bid@round</c>.</param>
/// <param name="Seller">The seller whose award it is.</param>
[GenerateSerializer, Alias("Clearing.RestEnd"), Immutable]
public sealed record RestEnd(string Id, string AwardId, string Seller)
{
    /// <summary>For how many days after the curtailment's day a rest may be ended.</summary>
    public const int Days = 7;
}
