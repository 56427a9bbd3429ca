using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The endpoint that opens and plans many markets in one call.</summary>
internal static class ManyMarketsEndpoints
{
    public static void Map(RouteGroupBuilder v1) =>
        v1.MapPost("/markets/batch", OpenMany).ForRegionInBody(Role.Operator).Takes<MarketsBody>()
            .WithQuery(DryRun.Name).Produces<OpenedMarketsAnswer>()
            .WithSummary(
                "Open many markets and plan their rounds. Repeating it changes nothing. With "
                + "dry_run=true: what that would answer.");

    private static async Task<IResult> OpenMany(
        Body<MarketsBody> body, DryRun dryRun, Caller caller, Cluster cluster, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var sent = body.Value.Markets;
        if (sent.FirstOrDefault(one => !caller.OperatesMarket(one.Market)) is { } foreign)
        {
            return Problem
                .Of(Codes.Forbidden, "market", foreign.Market, detail: Allow.OtherRegion).Result();
        }
        if (sent.GroupBy(one => one.Market).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            return Problem.Of(
                Codes.FieldInvalid, "market", twice.Key, detail: "must be there only once").Result();
        }
        if (await WrongOf(sent, cluster, cancellationToken) is { } wrong)
        {
            return wrong.ToProblem().Result();
        }
        var opened = await Task.WhenAll(sent.Select(
            one => Open(one, dryRun.Value, cluster, clock, cancellationToken)));
        var fine = opened.Count(one => one.IsFine);
        return TypedResults.Ok(new OpenedMarketsAnswer(
            dryRun.Value, [.. opened], fine, opened.Length - fine));
    }

    // Only what breaks a rule of new markets is compared with the market.
    private static async Task<FieldError?> WrongOf(
        ImmutableArray<OneMarket> sent, Cluster cluster, CancellationToken cancellationToken)
    {
        for (var i = 0; i < sent.Length; i++)
        {
            var config = sent[i].ToConfig(new MarketConfig());
            if (NewConfig.Wrong(config, known: null) is null) { continue; }
            var report = await cluster.Ask(
                cluster.Market(sent[i].Market).Report(), cancellationToken);
            if (NewConfig.Wrong(config, report.Config) is { } wrong)
            {
                return wrong with { Field = $"markets[{i}].{wrong.Field}" };
            }
        }
        return null;
    }

    private static async Task<OpenedMarketAnswer> Open(
        OneMarket sent, bool dryRun, Cluster cluster, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var config = sent.ToConfig(new MarketConfig());
        var grain = cluster.Market(sent.Market);
        var status = await cluster.Ask(
            dryRun ? grain.CheckOpen(config) : grain.Open(config), cancellationToken);
        if (status != OpenStatus.Opened) { return new(sent.Market, status, []); }
        var planning = new Planning(sent.Market, cluster, clock, new AllowGap(false, null));
        var report = await cluster.Ask(grain.Report(), cancellationToken) with { Config = config };
        var answers = ImmutableArray.CreateBuilder<PlannedRoundsAnswer>();
        // Round numbers are consecutive, so each round is planned after the previous one.
        foreach (var plan in sent.Rounds ?? [])
        {
            var rounds = plan.ToRounds();
            var (wrong, planned) = await planning.Plan(rounds, report, dryRun, cancellationToken);
            answers.Add(new(plan.Round, wrong?.Code ?? Words.Of(planned)));
            if (wrong is null && planned == ScheduleStatus.Scheduled)
            {
                report = report with { Calendar = With(report.Calendar, rounds) };
            }
        }
        return new(sent.Market, status, answers.ToImmutable());
    }

    private static ImmutableArray<ScheduledRound> With(
        ImmutableArray<ScheduledRound> calendar, ImmutableArray<ScheduledRound> rounds) =>
        [.. calendar.Union(rounds).OrderBy(round => round.Terms.Round)];
}

/// <summary>The outcome of many markets.</summary>
internal sealed record OpenedMarketsAnswer(
    [property: Description("True if nothing was opened: the call only shows what would happen.")]
    bool DryRun,
    [property: Description("An answer per market, in the order they were sent in.")]
    ImmutableArray<OpenedMarketAnswer> Markets,
    [property: Description("How many are open with all their rounds planned.")] int Accepted,
    [property: Description("How many were refused, or had a round refused.")] int Refused);

/// <summary>The outcome of one market of many.</summary>
internal sealed record OpenedMarketAnswer(
    string Market, OpenStatus Status,
    [property: Description("What became of its rounds; empty if it was refused.")]
    ImmutableArray<PlannedRoundsAnswer> Rounds)
{
    internal bool IsFine => Status == OpenStatus.Opened
        && Rounds.All(round => round.Status == Words.Of(ScheduleStatus.Scheduled));
}

/// <summary>The outcome of an entry of a calendar.</summary>
internal sealed record PlannedRoundsAnswer(
    [property: Description("Its first round.")] int Round,
    [property: Description("SCHEDULED, or the code of the refusal.")] string Status);
