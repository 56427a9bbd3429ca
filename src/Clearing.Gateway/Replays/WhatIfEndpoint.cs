using Clearing.Formats;
using Clearing.Instruments.Journals;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>What a seller's own bid would have got with another fee or volume.</summary>
/// <remarks>
/// Before the settlement it reads only what the seller may read anyway, so it can tell of no sealed
/// bid.
/// </remarks>
internal static class WhatIfEndpoint
{
    public static void Map(RouteGroupBuilder seller) =>
        seller.MapGet("/bids/{bid}/whatif", Ask).For(Role.Seller)
            .NeedsQuery("market").WithQuery("max_fee_micros", "max_volume")
            .Produces<WhatIfAnswer>()
            .WithSummary(
                "What one of the seller's own bids would have got with another fee or volume.");

    private static async Task<IResult> Ask(
        string seller, string bid, MarketInQuery market, WhatIfQuery other, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var report = await cluster.Ask(cluster.Market(market.Key).Report(), cancellationToken);
        if (report.Config is not { } config)
        {
            return Problem.Of(Codes.MarketUnknown, "market", market.Key).Result();
        }
        if (await BidEndpoints.Named(seller, bid, market.Key, cluster, cancellationToken) is not { } own)
        {
            return Problem.Of("BID_UNKNOWN", "bid_id", BidEndpoints.Plain(bid)).Result();
        }
        if (own.LastRound == 0) { return Problem.Of(Codes.BidNotCleared, "bid_id", own.Bid.Id).Result(); }
        return report.Stage == MarketStage.Settled
            ? await Replayed(seller, own.Bid.Id, market.Key, other, cluster, cancellationToken)
            : await Public(seller, own, config, market.Key, other, cluster, cancellationToken);
    }

    private static async Task<IResult> Replayed(
        string seller, string bid, string market, WhatIfQuery other, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var receipt = await cluster.Ask(
            cluster.Replay(market).WhatIf(seller, bid, other.MaxFee, other.MaxVolume),
            cancellationToken);
        return receipt switch
        {
            { Found: { } found } => TypedResults.Ok(WhatIfAnswer.Of(market, bid, found)),
            { Refusal: { } refusal } => Refused(refusal, other),
            _ => ReplayProblems.Of(receipt.Status, market, bid).Result(),
        };
    }

    private static async Task<IResult> Public(
        string seller, BidView own, MarketConfig config, string market, WhatIfQuery other,
        Cluster cluster, CancellationToken cancellationToken)
    {
        var changed = WhatIf.Changed(own.Bid, other.MaxFee, other.MaxVolume);
        if (WhatIf.Refusal(changed, config) is { } refusal) { return Refused(refusal, other); }
        var rounds = await cluster.Ask(cluster.Market(market).Rounds(), cancellationToken);
        var statement = await cluster.Ask(
            cluster.Seller(seller).Statement(market), cancellationToken);
        return TypedResults.Ok(WhatIfAnswer.Of(
            WhatIf.Public(market, config, seller, own, rounds, statement)));
    }

    private static ProblemResult Refused(BidReceipt refusal, WhatIfQuery other)
    {
        var code = Codes.All[Words.Of(refusal.Status)];
        var field = code.Fields?.FirstOrDefault()?.Name;
        var value = field switch
        {
            "max_fee_micros" => $"{other.MaxFee?.Micros}",
            "max_volume" => $"{other.MaxVolume?.Value}",
            _ => null,
        };
        return Problem.Of(
            code.Name, field, value, Refusal.LimitOf(refusal) ?? code.Limit).Result();
    }
}
