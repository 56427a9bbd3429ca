namespace Clearing.Market.Markets;

/// <summary>What a seller did to a bid of its own. Nobody else is shown it.</summary>
/// <param name="Number">
/// Runs from 1 for each seller of a market, without gaps. It counts no fact of others.
/// </param>
/// <param name="Kind">What happened.</param>
/// <param name="Bid">The bid as it was then.</param>
/// <param name="BidNumber">The seller's own running number of the bid, from 1.</param>
/// <param name="CommandId">The amendment or cancellation; null for a bid that was placed.</param>
/// <param name="At">
/// When it was recorded, by the servers' clock, to within the time of one append; null in an older
/// journal.
/// </param>
[GenerateSerializer, Alias("Clearing.BidFact"), Immutable]
public sealed record BidFact(
    long Number, BidFactKind Kind, Bid Bid, long BidNumber, string? CommandId, DateTimeOffset? At);

/// <summary>The kinds of facts about a bid.</summary>
[GenerateSerializer, Alias("Clearing.BidFactKind")]
public enum BidFactKind
{
    /// <summary>It is in the book.</summary>
    Accepted = 0,

    /// <summary>It stands with other terms.</summary>
    Amended = 1,

    /// <summary>Its ungranted rest is closed by its seller.</summary>
    Cancelled = 2,
}
