using Clearing.Instruments.Journals;

namespace Clearing.Gateway;

/// <summary>Settled markets under other rules, for those who choose the rules.</summary>
internal static class BacktestEndpoints
{
    private const int MaxMarkets = 200;
    private const int MarketsAtOnce = 8;

    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapPost(MarketInPath.Pattern + "/backtest", OfMarket)
            .For(Role.Operator | Role.Auditor).Takes<BacktestBody>().Produces<BacktestAnswer>()
            .WithSummary(
                "What a settled market would have come to under other rules, bids held fixed.");
        v1.MapPost("/regions/{region}/backtest", OfRegion)
            .For(Role.Operator | Role.Auditor).Takes<BacktestBody>().WithQuery("period")
            .Produces<RegionBacktestAnswer>()
            .WithSummary(
                "What a region's settled markets would have come to under other rules, bids held "
                + "fixed.");
    }

    private static async Task<IResult> OfMarket(
        MarketInPath market, Body<BacktestBody> body, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var receipt = await cluster.Ask(
            cluster.Replay(market.Key).Backtest(body.Value.ToRules()), cancellationToken);
        return receipt.Found is { } found
            ? TypedResults.Ok(BacktestAnswer.Of(found))
            : ReplayProblems.Of(receipt.Status, market.Key).Result();
    }

    private static async Task<IResult> OfRegion(
        RegionInPath at, Body<BacktestBody> body, HttpContext context, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var period = (string?)context.Request.Query["period"];
        if (period is not null && !MarketKey.TryParse($"any/any/{period}", out _))
        {
            return Problem.Of(
                Codes.FieldInvalid, "period", period, MarketKey.MaxPartLength,
                "must be 1 to 64 letters, digits and . _ -, such as 2026-Q4").Result();
        }
        var all = await cluster.Ask(cluster.Directory.List(at.Name), cancellationToken);
        var markets = all
            .Where(market => period is null
                || market.EndsWith($"/{period}", StringComparison.Ordinal))
            .ToArray();
        if (markets.Length > MaxMarkets)
        {
            return Problem.Of(
                Codes.FieldInvalid, "period", period, MaxMarkets,
                $"must select at most {MaxMarkets} markets, not {markets.Length}").Result();
        }
        var receipts = new List<(string Market, BacktestReceipt Receipt)>();
        foreach (var some in markets.Chunk(MarketsAtOnce))
        {
            receipts.AddRange(await Task.WhenAll(some.Select(async market => (
                market,
                await cluster.Ask(
                    cluster.Replay(market).Backtest(body.Value.ToRules()), cancellationToken)))));
        }
        return TypedResults.Ok(Of(at.Name, receipts));
    }

    private static RegionBacktestAnswer Of(
        string region, List<(string Market, BacktestReceipt Receipt)> receipts)
    {
        ImmutableArray<ChargesAnswer> found =
        [
            .. receipts.Select(of => of.Receipt.Found).OfType<MarketComparison>()
                .Select(ChargesAnswer.Of),
        ];
        return new(
            Backtest.Caution, BidsHeldFixed: true, region, found,
            [
                .. receipts.Where(of => of.Receipt.Found is null)
                    .Select(of => new SkippedMarketAnswer(
                        of.Market, ReplayProblems.Of(of.Receipt.Status, of.Market).Code)),
            ],
            [
                .. found.GroupBy(market => market.Currency, StringComparer.Ordinal)
                    .OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group => CurrencyTotalAnswer.Of(group.Key, [.. group])),
            ]);
    }
}
