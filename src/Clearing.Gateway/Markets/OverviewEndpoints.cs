using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The endpoint that shows the state of many markets in one call.</summary>
internal static class OverviewEndpoints
{
    /// <summary>The most markets of a page: each of them is asked.</summary>
    public const int MaxMarkets = 100;

    public static void Map(RouteGroupBuilder v1) =>
        v1.MapGet("/overview", Overview).For(Role.Everyone)
            .WithQuery("region", MarketStageInQuery.Name, "cursor", "limit").Produces<OverviewAnswer>()
            .WithSummary(
                "Where the markets stand, all or those of a region or stage: a page of up to 100.");

    private static async Task<IResult> Overview(
        RegionInQuery region, MarketStageInQuery stage, Paging page, Cluster cluster,
        CancellationToken cancellationToken)
    {
        if (page.Above(MaxMarkets) is { } wrong) { return wrong.Result(); }
        var markets = await cluster.Ask(cluster.Directory.List(region.Name), cancellationToken);
        var some = markets.Skip(page.Skip).Take(page.Limit).ToArray();
        var reports = await Task.WhenAll(some.Select(async market => (
            Report: await cluster.Ask(cluster.Market(market).Report(), cancellationToken),
            Rounds: await cluster.Ask(cluster.Market(market).Rounds(), cancellationToken))));
        return TypedResults.Ok(new OverviewAnswer(
            [
                .. reports.Where(market => stage.Has(market.Report))
                    .Select(market => MarketLineAnswer.Of(market.Report, market.Rounds)),
            ],
            page.Next(some.Length, markets.Length)));
    }
}

/// <summary>A page of markets and their states.</summary>
internal sealed record OverviewAnswer(
    [property: Description("By key. With a stage, a page may have fewer than its limit.")]
    ImmutableArray<MarketLineAnswer> Markets,
    [property: Description("Send it as cursor for the next page; null at the end.")]
    string? NextCursor);

/// <summary>The public state of a market.</summary>
internal sealed record MarketLineAnswer(
    string Market, MarketStage Stage, string Currency, int LastRound,
    [property: Description("The round in which a bid that comes now takes part first.")]
    int NextRound,
    [property: Description("When it closes, UTC; null if it is not in the calendar.")]
    DateTime? NextClosesAt,
    [property: Description("Cubic feet granted in the last cleared round.")] long GrantedVolume,
    [property: Description("The fee of the last cleared round; null without an award.")]
    long? RoundFeeMicros,
    [property: Description(
        "When the last round was cleared, UTC; null if none was, or in older journals.")]
    DateTime? ClearedAt,
    [property: Description("When it was settled, UTC; null if it is not, or in older journals.")]
    DateTime? SettledAt)
{
    public static MarketLineAnswer Of(MarketReport report, ImmutableArray<RoundReport> rounds)
    {
        var next = RoundNumbers.Next(report);
        var last = rounds.IsEmpty ? null : rounds[^1];
        return new(
            report.Market, report.Stage, report.Config?.Currency ?? "", report.LastRound, next,
            report.Calendar.FirstOrDefault(round => round.Terms.Round == next)?.ClosesAt.UtcDateTime,
            last?.Granted.Value ?? 0, last?.RoundFee?.Micros, last?.ClearedAt?.UtcDateTime,
            report.SettledAt?.UtcDateTime);
    }
}
