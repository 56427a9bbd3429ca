using Clearing.Allocation.Zones;
using Clearing.Formats;
using Clearing.Market;
using Clearing.Market.Curtailments;

namespace Clearing.Gateway;

/// <summary>
/// The endpoints for curtailments: an operator takes space back and compensates the sellers.
/// </summary>
internal static class CurtailmentEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var market = v1.MapGroup(MarketInPath.Pattern + "/curtailments");
        market.MapPost("", Curtail).For(Role.Operator).Takes<CurtailmentBody>()
            .WithQuery(DryRun.Name).Produces<CurtailmentAnswer>()
            .WithSummary(
                "Take space back: from the pool, then from offers, then from awards. With "
                + "dry_run=true: what it would take, and from whom.");
        market.MapGet("", List).For(Role.Operator | Role.Auditor)
            .Produces<CurtailmentsAnswer>().WithSummary("What curtailments took, oldest first.");
    }

    private static Task<IResult> Curtail(
        MarketInPath market, Body<CurtailmentBody> body, DryRun dryRun, Cluster cluster,
        InFlightCommands inFlight, CancellationToken cancellationToken)
    {
        var cut = body.Value.ToCut();
        var grain = cluster.Market(market.Key);
        return inFlight.Run($"command {market.Key}", cut.Id, async () =>
        {
            var known = await cluster.Ask(grain.AnsweredChanges([cut.Id]), cancellationToken);
            var receipt = await cluster.Ask(
                dryRun.Value ? grain.PreviewCurtailment(cut) : grain.Curtail(cut),
                cancellationToken);
            if (receipt.Taken is not { } taken)
            {
                return (await cluster.Refused(receipt, market.Key, body.Place, cancellationToken)).Result();
            }
            var config = (await cluster.Ask(grain.Report(), cancellationToken)).Config;
            return StatusResults.Marked(
                TypedResults.Ok(CurtailmentAnswer.Of(taken, config!) with
                {
                    DryRun = dryRun.Value,
                    Repeated = known[0],
                }),
                repeated: known[0]);
        });
    }

    /// <summary>Why a curtailment is refused, for the endpoint and the pages alike.</summary>
    internal static async Task<Problem> Refused(
        this Cluster cluster, CurtailReceipt receipt, string market, JsonPlace? body,
        CancellationToken cancellationToken) => receipt switch
    {
        { Status: CurtailStatus.ZoneUnknown } => await NoZone(market, cluster, cancellationToken),
        { LastDay: { } last } => Refusal.Of(receipt.Status, body, receipt.Limit) with
        {
            Detail = $"The day may be {receipt.EarliestDay:yyyy-MM-dd} to {last:yyyy-MM-dd}.",
        },
        _ => Refusal.Of(receipt.Status, body, receipt.Limit) with
        {
            Detail = await cluster.Binding(receipt.Status, market, cancellationToken),
        },
    };

    // Without a zone of its kind, no day can be told to lie in the market's period.
    private static async Task<Problem> NoZone(
        string market, Cluster cluster, CancellationToken cancellationToken)
    {
        var zone = ZoneKey.Of(MarketKey.Parse(market));
        var terms = await cluster.Ask(cluster.Zone(zone).Terms(), cancellationToken);
        return Problem.Of(
            Codes.ZoneUnknown, "market", market,
            detail: terms is null ? $"{zone} is not configured." : ZonePlaces.KindOf(terms));
    }

    private static async Task<IResult> List(
        MarketInPath market, Cluster cluster, CancellationToken cancellationToken)
    {
        var grain = cluster.Market(market.Key);
        if ((await cluster.Ask(grain.Report(), cancellationToken)).Config is not { } config)
        {
            return Problem.Of(Codes.MarketUnknown, "market", market.Key).Result();
        }
        var taken = await cluster.Ask(grain.Curtailments(), cancellationToken);
        return TypedResults.Ok(new CurtailmentsAnswer(
            [.. taken.Select(of => CurtailmentAnswer.Of(of, config))]));
    }
}

/// <summary>The curtailments of a market and what each one took.</summary>
internal sealed record CurtailmentsAnswer(ImmutableArray<CurtailmentAnswer> Curtailments);

/// <summary>What a curtailment takes and from whom.</summary>
internal sealed record CurtailmentAnswer(
    string CurtailmentId, long Volume, DateOnly Day, string Currency, int MinorExponent,
    [property: Description("What the pool gives, in whole lots.")]
    long FromPoolVolume,
    [property: Description("How much of the sellers' volume covers a deficit of the pool.")]
    long DeficitCoveredVolume,
    [property: Description("The change of the market's capacity: covered volume minus volume.")]
    long CapacityDelta,
    Int128 ChargeWaivedMinor, Int128 CompensationMinor,
    [property: Description("The awards that lose volume, by round, then sequence.")]
    ImmutableArray<AwardCutAnswer> Awards,
    [property: Description("True if nothing was taken: this is what would be.")]
    bool DryRun = false,
    [property: Description("True if the same curtailment was answered before.")]
    bool Repeated = false)
{
    public static CurtailmentAnswer Of(SpaceTaken taken, MarketConfig config) => new(
        taken.Cut.Id, taken.Cut.Volume.Value, taken.Cut.Day, config.Currency,
        config.MinorExponent, taken.FromPool.Value, taken.DeficitCovered.Value,
        taken.CapacityDelta.Value,
        Sum(taken, of => of.ChargeWaived.Minor), Sum(taken, of => of.Compensation.Minor),
        [.. taken.Awards.Select(AwardCutAnswer.Of)]);

    private static Int128 Sum(SpaceTaken taken, Func<AwardCut, Int128> amount) =>
        taken.Awards.Total(amount);
}

/// <summary>The volume that an award loses.</summary>
internal sealed record AwardCutAnswer(
    string AwardId, string Seller,
    [property: Description("What is taken of its offers, without compensation.")]
    long FromOfferVolume,
    [property: Description("What is taken of the rest, with compensation.")]
    long CutVolume,
    Int128 ChargeWaivedMinor, Int128 CompensationMinor,
    [property: Description("True if what it keeps is below its min volume.")]
    bool BelowMin)
{
    public static AwardCutAnswer Of(AwardCut cut) => new(
        cut.AwardId, cut.Seller, cut.FromOffer.Value, cut.Firm.Value, cut.ChargeWaived.Minor,
        cut.Compensation.Minor, cut.BelowMin);
}
