using Clearing.Market.Markets;

namespace Clearing.Market.Sellers;

/// <summary>What a seller did to a bid of its own in one of its markets.</summary>
/// <param name="Market">The market.</param>
/// <param name="Fact">What happened.</param>
/// <param name="Place">
/// The <see cref="BidFeedPlace"/> after it, with which the facts that follow are read.
/// </param>
[GenerateSerializer, Alias("Clearing.MarketBidFact"), Immutable]
public sealed record MarketBidFact(string Market, BidFact Fact, string Place);
