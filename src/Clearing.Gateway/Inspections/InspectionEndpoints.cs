using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The endpoints that show sealed bids to operators, on the record.</summary>
internal static class InspectionEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var market = v1.MapGroup(MarketInPath.Pattern);
        market.MapPost("/inspections", Inspect).For(Role.Operator).Takes<InspectionBody>()
            .WithQuery("cursor", "limit").Produces<InspectionAnswer>()
            .WithSummary("See sealed bids. That it happened is durable before they are answered.");
        market.MapGet("/inspections", List).For(Role.Everyone).WithQuery("cursor", "limit")
            .Produces<InspectionsAnswer>()
            .WithSummary("Who saw sealed bids, when and why; sellers see when theirs were seen.");
    }

    private static Task<IResult> Inspect(
        MarketInPath market, Body<InspectionBody> body, Paging page, Caller caller, Cluster cluster,
        InFlightCommands inFlight, CancellationToken cancellationToken)
    {
        var inspection = body.Value.ToInspection(caller.Subject);
        return inFlight.Run($"inspection {market.Key}", inspection.Id, async () =>
        {
            var receipt = await cluster.Ask(
                cluster.Market(market.Key).Inspect(inspection, page.After, page.Limit),
                cancellationToken);
            if (receipt.Status != InspectStatus.Inspected)
            {
                return StatusResults.Named(
                    Refusal.Of(receipt.Status, body.Place), body.Place, inspection.Id).Result();
            }
            var last = receipt.Bids.Length == page.Limit ? receipt.Bids[^1] : null;
            var place = inspection.Seller is null ? last?.Sequence : last?.Number;
            var answer = new InspectionAnswer(
                market.Key, inspection.Id, [.. receipt.Bids.Select(InspectedBidAnswer.Of)],
                place is null ? null : $"{place}", receipt.Repeated);
            return StatusResults.Marked(TypedResults.Ok(answer), receipt.Repeated);
        });
    }

    private static async Task<IResult> List(
        MarketInPath market, Paging page, Caller caller, Cluster cluster,
        CancellationToken cancellationToken)
    {
        if (await cluster.MarketUnknown(market.Key, cancellationToken) is { } unknown)
        {
            return unknown.Result();
        }
        var whole = caller.OverseesMarket(market.Key);
        var audits = caller.Roles.HasFlag(Role.Auditor);
        var records = await cluster.Ask(
            cluster.Market(market.Key).Inspections(
                whole ? null : caller.Subject, page.Skip, page.Limit),
            cancellationToken);
        return TypedResults.Ok(new InspectionsAnswer(
            market.Key, [.. records.Select(record => InspectionRecordAnswer.Of(record, whole, audits))],
            page.Next(records.Length)));
    }
}
