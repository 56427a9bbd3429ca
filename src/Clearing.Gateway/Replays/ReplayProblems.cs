namespace Clearing.Gateway;

/// <summary>The problem of a market that was not replayed.</summary>
internal static class ReplayProblems
{
    public static Problem Of(ReplayStatus status, string market, string? bid = null) =>
        status switch
        {
            ReplayStatus.MarketNotSettled =>
                Problem.Of(Codes.BooksSealed, "market", market),
            ReplayStatus.TooManyBids => Problem.Of(
                Codes.TooManyBids, "market", market, IMarketReplayGrain.MaxBids),
            ReplayStatus.RoundUnknown => Problem.Of(Codes.RoundUnknown, "market", market),
            ReplayStatus.BidUnknown => Problem.Of("BID_UNKNOWN", "bid_id", bid),
            ReplayStatus.BidNotCleared => Problem.Of(Codes.BidNotCleared, "bid_id", bid),
            ReplayStatus.RulesRefused => Problem.Of(
                Codes.FieldInvalid, "lottery_seed",
                detail: "must be named where the tie rule is SEEDED_LOTTERY and the market has no seed, and "
                    + "left out where it is another, which draws no lots"),
            _ => Problem.Of(Codes.MarketUnknown, "market", market),
        };
}
