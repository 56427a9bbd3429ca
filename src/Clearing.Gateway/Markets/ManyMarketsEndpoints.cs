using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>Many markets opened and planned in one call.</summary>
internal static class ManyMarketsEndpoints
{
    public static void Map(RouteGroupBuilder v1) =>
        v1.MapPost("/markets/batch", OpenMany).ForRegionInBody(Role.Operator).Takes<MarketsBody>()
            .Produces<OpenedMarketsAnswer>()
            .WithSummary("Open many markets and plan their rounds. Repeating it changes nothing.");

    private static async Task<IResult> OpenMany(
        Body<MarketsBody> body, Caller caller, Cluster cluster, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var sent = body.Value.Markets;
        if (sent.FirstOrDefault(one => !caller.OperatesMarket(one.Market)) is { } foreign)
        {
            return Problem.Of(Codes.Forbidden, "market", foreign.Market).Result();
        }
        if (sent.GroupBy(one => one.Market).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            return Problem.Of(
                Codes.FieldInvalid, "market", twice.Key, detail: "must be there only once").Result();
        }
        var opened = await Task.WhenAll(sent.Select(one => Open(one, cluster, clock, cancellationToken)));
        var fine = opened.Count(one => one.IsFine);
        return TypedResults.Ok(new OpenedMarketsAnswer([.. opened], fine, opened.Length - fine));
    }

    private static async Task<OpenedMarketAnswer> Open(
        OneMarket sent, Cluster cluster, TimeProvider clock, CancellationToken cancellationToken)
    {
        var status = await cluster.Ask(
            cluster.Market(sent.Market).Open(sent.ToConfig(new MarketConfig())), cancellationToken);
        if (status != OpenStatus.Opened)
        {
            return new(sent.Market, status, []);
        }
        var rounds = ImmutableArray.CreateBuilder<PlannedRoundsAnswer>();
        // Round numbers are consecutive, so each is planned after the one before.
        foreach (var plan in sent.Rounds ?? [])
        {
            var (wrong, planned) = await CalendarEndpoints.Plan(
                sent.Market, plan, new AllowGap(false, null), cluster, clock, cancellationToken);
            rounds.Add(new(plan.Round, wrong?.Code ?? Words.Of(planned)));
        }
        return new(sent.Market, status, rounds.ToImmutable());
    }
}

/// <summary>What became of many markets.</summary>
internal sealed record OpenedMarketsAnswer(
    [property: Description("An answer per market, in the order they were sent in.")]
    ImmutableArray<OpenedMarketAnswer> Markets,
    [property: Description("How many are open with all their rounds planned.")] int Accepted,
    [property: Description("How many were refused, or some of their rounds.")] int Refused);

/// <summary>What became of one market of many.</summary>
internal sealed record OpenedMarketAnswer(
    string Market, OpenStatus Status,
    [property: Description("What became of its rounds; empty if it was refused.")]
    ImmutableArray<PlannedRoundsAnswer> Rounds)
{
    internal bool IsFine => Status == OpenStatus.Opened
        && Rounds.All(round => round.Status == Words.Of(ScheduleStatus.Scheduled));
}

/// <summary>What became of an entry of a calendar.</summary>
internal sealed record PlannedRoundsAnswer(
    [property: Description("Its first round.")] int Round,
    [property: Description("SCHEDULED, or the code of the refusal.")] string Status);
