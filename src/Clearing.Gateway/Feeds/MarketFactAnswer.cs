using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The data of a market's event, unless it is a round's result.</summary>
internal sealed record MarketFactAnswer(
    string Market,
    [property: Description("The round that it is about; null if it is about none.")] int? Round,
    [property: Description("The hash of the closed book, hex; null of other events.")]
    string? BookHash)
{
    /// <summary>The event's data: a round's result, or this.</summary>
    public static object Of(string market, PublicFact fact) =>
        fact.Cleared is { } cleared ? RoundAnswer.Of(market, cleared)
        : fact.Contested is { } contested ? ContestedRoundAnswer.Of(market, contested)
        : new MarketFactAnswer(market, fact.Round == 0 ? null : fact.Round, fact.BookHash);
}
