using Clearing.Allocation.Advice;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Zones;
using Clearing.Contracts;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>Advice on a bid, from past periods' public results and the seller's facts.</summary>
/// <remarks>It reads with the caller's own rights, so it can see no sealed bid.</remarks>
internal static class AdviceEndpoint
{
    private const int DaysPerPage = 1_000;

    public static void Map(RouteGroupBuilder seller) =>
        seller.MapGet($"{ZoneInPath.Pattern}/advice/{{period}}", Advise).For(Role.Everyone)
            .NeedsQuery("fees_micros", "volume").WithQuery("fill_ppm", "same_quarter").Produces<AdviceAnswer>()
            .WithSummary(
                "What bids at some fees would probably get, cost and bring in a period's market.");

    private static async Task<IResult> Advise(
        string seller, ZoneInPath zone, string period, AdviceQuery query, Cluster cluster,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        var (advice, wrong) = await Of(
            seller, zone, period, query, cluster, clock, cancellationToken);
        return wrong is null ? TypedResults.Ok(advice) : wrong.Result();
    }

    /// <summary>The advice, or why there is none.</summary>
    internal static async Task<(AdviceAnswer? Advice, Problem? Wrong)> Of(
        string seller, ZoneInPath zone, string period, AdviceQuery query, Cluster cluster,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        var (terms, unknown) = await cluster.Find(zone, cancellationToken);
        if (terms is null) { return (null, unknown); }
        var (known, wrong) = terms.PeriodOf(period);
        if (wrong is not null) { return (null, wrong); }
        var market = $"{zone.Key}/{period}";
        var report = await cluster.Ask(cluster.Market(market).Report(), cancellationToken);
        if (report.Config is not { } config)
        {
            return (null, Problem.Of(Codes.MarketUnknown, "market", market));
        }
        var rounds = await PastRounds(zone.Key, known, query.SameQuarter, cluster, cancellationToken);
        var past = await Past(
            seller, zone.Key, terms, query.FillPpm, known.Days, cluster, clock, cancellationToken);
        var money = new MoneyTerms(
            config.Currency, config.MinorExponent, config.CreditRatePpm, config.CreditCapPpm);
        var advisor = new Advisor(rounds, config.Lot.Value, money, terms.Rules);
        var answer = new AdviceAnswer(
            market, config.Currency, config.MinorExponent, query.Volume, rounds.Length,
            rounds.Select(round => round.Period).Distinct().Count(), past?.SalesMinor,
            past?.UsedVolumeDays,
            [.. query.Fees.Select(fee => FeeAdviceAnswer.Of(advisor.On(fee, query.Volume, past)))]);
        return (answer, null);
    }

    private static async Task<ImmutableArray<PastRound>> PastRounds(
        string zone, Period now, bool sameQuarter, Cluster cluster, CancellationToken cancellationToken)
    {
        var markets = await cluster.Ask(cluster.Directory.List(zone.Split('/')[0]), cancellationToken);
        var rounds = ImmutableArray.CreateBuilder<PastRound>();
        foreach (var market in markets.Select(MarketKey.Parse).Where(of => ZoneKey.Of(of) == zone))
        {
            if (Period.Parse(market.Period) is not { } period
                || !PastPeriods.Counts(period, now, sameQuarter))
            {
                continue;
            }
            var cleared = await cluster.Ask(cluster.Market($"{zone}/{period}").Rounds(), cancellationToken);
            rounds.AddRange(cleared.Select(of => new PastRound(
                market.Period, of.Available.Value, of.Unsold.Value, of.Terms.Reserve.Micros,
                of.LowestGranted?.Micros)));
        }
        return rounds.DrainToImmutable();
    }

    // This reads the seller's days up to yesterday, because today's report is seldom complete.
    private static async Task<SellerPast?> Past(
        string seller, string zone, ZoneTerms terms, long fillPpm, int days, Cluster cluster,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        var last = terms.DayAt(clock.GetUtcNow())!.Value.AddDays(-1);
        var own = await Days(
            cluster.SellerIn(zone, seller), last.AddDays(1 - terms.Rules.ScoreDays), last, cluster,
            cancellationToken);
        var used = own.Aggregate(
            (Int128)0, (sum, day) => sum + (day.Figures.UsedVolume ?? 0));
        return used == 0
            ? null
            : new SellerPast(
                own.Total(day => day.NetSalesMinor), used, days, fillPpm);
    }

    private static async Task<ImmutableArray<EffectiveDay>> Days(
        IZoneSellerGrain own, DateOnly first, DateOnly last, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var days = ImmutableArray.CreateBuilder<EffectiveDay>();
        while (true)
        {
            var page = await cluster.Ask(own.Days(first, last, DaysPerPage), cancellationToken);
            days.AddRange(page);
            if (page.Length < DaysPerPage) { return days.DrainToImmutable(); }
            first = page[^1].Day.AddDays(1);
        }
    }
}
