using Clearing.Market;
using Clearing.Market.Erasing;

namespace Clearing.Gateway;

/// <summary>
/// The endpoints for a cleared round's curve and fees and for what recomputes its result.
/// </summary>
/// <remarks>
/// Losing bids stand for later rounds. The closed book, the offers and the lottery's seed are
/// therefore for auditors once the round is cleared, and for everyone once the market is settled.
/// </remarks>
internal static class BookEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var round = v1.MapGroup(MarketInPath.Pattern + "/rounds/{round}");
        round.MapGet("/curve", Curve).For(Role.Everyone).Produces<CurveAnswer>().WithTag()
            .WithSummary("The anonymous bid curve of a cleared round.");
        round.MapGet("/fees", Fees).For(Role.Everyone).Produces<FeesAnswer>()
            .WithSummary("What the awards of a round paid over time, and which round lowered it.");
        round.MapGet("/inputs", Inputs).For(Role.Everyone).Produces<InputsAnswer>().WithTag()
            .WithSummary("What a round was decided on: auditors, and everyone after settlement.");
        round.MapGet("/book", Book).For(Role.Everyone).WithQuery("cursor", "limit")
            .Produces<BookAnswer>().WithTag()
            .WithSummary("A page of the closed book: auditors, and everyone after settlement.");
        round.MapGet("/offers", Offers).For(Role.Everyone).WithQuery("cursor", "limit")
            .Produces<OffersAnswer>().WithTag()
            .WithSummary("A page of what was on offer: auditors, and everyone after settlement.");
    }

    private static async Task<IResult> Curve(
        MarketInPath market, RoundInPath round, Caller caller, Cluster cluster, HttpContext context,
        CancellationToken cancellationToken)
    {
        var grain = cluster.Market(market.Key);
        var whole = caller.Roles.HasFlag(Role.Auditor);
        var curve = await cluster.Ask(
            whole ? grain.AuditedCurve(round) : grain.Curve(round), cancellationToken);
        if (curve is null) { return await Unknown(market, round, cluster, cancellationToken); }
        var answer = TypedResults.Ok(CurveAnswer.Of(curve));
        // The exact curve replaces the sealed one at the settlement, and auditors see it before.
        return curve.Sealed is not null
            ? answer
            : Tags.Unchanging(context, $"{market.Key}/{round}-curve", answer, forEveryone: !whole);
    }

    private static async Task<IResult> Fees(
        MarketInPath market, RoundInPath round, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var report = await cluster.Ask(cluster.Market(market.Key).Report(), cancellationToken);
        var rounds = await cluster.Ask(cluster.Market(market.Key).Rounds(), cancellationToken);
        if (report.Config is not { } config
            || rounds.FirstOrDefault(known => known.Terms.Round == round) is not { } cleared)
        {
            return await Unknown(market, round, cluster, cancellationToken);
        }
        return TypedResults.Ok(new FeesAnswer(
            market.Key, round, config.Currency,
            cleared.RoundFee is { } own ? FeeChangeAnswer.Of(AwardFees.Of(round, own, rounds)) : []));
    }

    private static async Task<IResult> Inputs(
        MarketInPath market, RoundInPath round, Caller caller, Cluster cluster, HttpContext context,
        CancellationToken cancellationToken)
    {
        var inputs = await cluster.Ask(cluster.Market(market.Key).Inputs(round), cancellationToken);
        if (inputs is null) { return await Unknown(market, round, cluster, cancellationToken); }
        return await IsSealed(market, caller, cluster, cancellationToken)
            ?? Tags.Unchanging(
                context,
                Named($"{market.Key}/{round}-inputs", inputs.Config.SellerCaps.Select(of => of.Seller)),
                TypedResults.Ok(InputsAnswer.Of(market.Key, inputs)), forEveryone: false);
    }

    private static async Task<IResult> Book(
        MarketInPath market, RoundInPath round, Paging page, Caller caller, Cluster cluster,
        HttpContext context, CancellationToken cancellationToken)
    {
        var inputs = await cluster.Ask(cluster.Market(market.Key).Inputs(round), cancellationToken);
        if (inputs is null) { return await Unknown(market, round, cluster, cancellationToken); }
        if (await IsSealed(market, caller, cluster, cancellationToken) is { } refused)
        {
            return refused;
        }
        var bids = await cluster.Ask(
            cluster.Market(market.Key).Book(round, page.After, page.Limit), cancellationToken);
        var next = bids.Length == page.Limit ? $"{bids[^1].Sequence}" : null;
        return Tags.Unchanging(
            context, Named($"{inputs.Report.BookHash}-{page.After}-{page.Limit}", bids.Select(of => of.Seller)),
            TypedResults.Ok(new BookAnswer(
                market.Key, round, inputs.Report.BookHash, [.. bids.Select(BookRowAnswer.Of)],
                next)),
            forEveryone: false);
    }

    private static async Task<IResult> Offers(
        MarketInPath market, RoundInPath round, Paging page, Caller caller, Cluster cluster,
        HttpContext context, CancellationToken cancellationToken)
    {
        var grain = cluster.Market(market.Key);
        if (await cluster.Ask(grain.Round(round), cancellationToken) is null)
        {
            return await Unknown(market, round, cluster, cancellationToken);
        }
        if (await IsSealed(market, caller, cluster, cancellationToken) is { } refused)
        {
            return refused;
        }
        var offers = await cluster.Ask(
            grain.Offers(round, page.Skip, page.Limit), cancellationToken);
        return Tags.Unchanging(
            context,
            Named($"{market.Key}/{round}-offers-{page.After}-{page.Limit}", offers.Select(of => of.Seller)),
            TypedResults.Ok(new OffersAnswer(
                market.Key, round,
                [.. offers.Select(offer => new OfferAnswer(
                    offer.AwardId, offer.Seller, offer.Volume.Value))],
                page.Next(offers.Length))),
            forEveryone: false);
    }

    // A seller that is erased gets another id, so that who has the old page needs the new one.
    private static string Named(string page, IEnumerable<string> sellers) =>
        sellers.Count(SurrogateRule.IsErased) is > 0 and var erased ? $"{page}-erased-{erased}" : page;

    private static async Task<IResult> Unknown(
        MarketInPath market, RoundInPath round, Cluster cluster,
        CancellationToken cancellationToken) =>
        (await cluster.RoundUnknown(market.Key, round, cancellationToken)).Result();

    private static async Task<IResult?> IsSealed(
        MarketInPath market, Caller caller, Cluster cluster, CancellationToken cancellationToken)
    {
        if (caller.SeesBooks(MarketStage.Unknown)) { return null; }
        var report = await cluster.Ask(cluster.Market(market.Key).Report(), cancellationToken);
        return caller.SeesBooks(report.Stage) ? null : Problem.Of(Codes.Sealed).Result();
    }
}
