using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Zones;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>The endpoints for a zone's runs: drafts, overrides, confirmations, bases.</summary>
internal static class RunEndpoints
{
    private const Role Readers = Role.Operator | Role.Auditor;

    public static void Map(RouteGroupBuilder v1)
    {
        var zone = v1.MapGroup(ZoneInPath.Pattern);
        zone.MapPost("/runs", Begin).For(Role.Operator).Takes<RunBody>().Produces<DoneAnswer>()
            .WithSummary(
                "Draft a period's bases and two estimates, once its cut-off is past. The draft is "
                + "computed after the answer.");
        zone.MapGet("/runs", List).For(Readers).WithQuery("cursor", "limit")
            .Produces<RunsAnswer>().WithSummary("The zone's runs, oldest first.");
        zone.MapGet("/runs/{run}", Read).For(Readers).Produces<RunAnswer>()
            .WithSummary("How far a run has come, and how it shares the zone's capacity.");
        zone.MapGet("/runs/{run}/sellers", Sellers).For(Readers).WithQuery("cursor", "limit")
            .Produces<RunSellersAnswer>()
            .WithSummary("A page of a run's sellers and their bases, as far as the sellers keep them.");
        zone.MapPost("/runs/{run}/confirm", Confirm).For(Role.Operator).Takes<ConfirmBody>()
            .Produces<DoneAnswer>()
            .WithSummary(
                "Confirm a draft. After the answer its bases are announced, and the market gets what is "
                + "left.");
        RunScheduleEndpoints.Map(zone);
        BaseCutEndpoints.Map(zone);
        ForecastEndpoints.Map(zone);
        PlannedEventEndpoints.MapZone(zone);
        zone.MapPost("/overrides", Override).For(Role.Operator).Takes<OverrideBody>()
            .Produces<DoneAnswer>()
            .WithSummary("Set a seller's base for a period, or withdraw an override; later runs apply it.");
        zone.MapGet("/overrides/{period}", Overrides).For(Readers).WithQuery("cursor", "limit")
            .Produces<OverridesAnswer>().WithSummary("A page of a period's overrides.");
    }

    public static void MapSeller(RouteGroupBuilder seller) =>
        seller.MapGet($"{ZoneInPath.Pattern}/bases/{{period}}", Base).For(Role.Everyone)
            .Produces<BaseAnswer>()
            .WithSummary("The seller's announced base of a period, and why it is what it is.");

    private static Task<IResult> Begin(
        ZoneInPath zone, Body<RunBody> body, Cluster cluster, InFlightCommands inFlight,
        CancellationToken cancellationToken)
    {
        var begin = body.Value.ToBegin();
        var grain = cluster.Zone(zone.Key);
        return inFlight.Run(
            $"runs {zone.Key}", begin.Id, body.Place,
            () => cluster.Ask(grain.Answered([begin.Id]), cancellationToken),
            () => cluster.Ask(grain.Begin(begin), cancellationToken),
            async status => status == RunStatus.CutOffNotReached
                && await cluster.Ask(grain.Terms(), cancellationToken) is { } terms
                && Period.Parse(begin.Period) is { } period
                    ? new RefusedMember(
                        "period", begin.Period, "Facts count up to "
                        + $"{PeriodCalendar.Of(period, terms.Rules).CutOffDay:yyyy-MM-dd}; it may be run "
                        + "from the day after that on.")
                    : null);
    }

    private static async Task<IResult> List(
        ZoneInPath zone, Paging page, Cluster cluster, CancellationToken cancellationToken)
    {
        if ((await cluster.Find(zone, cancellationToken)).Problem is { } unknown)
        {
            return unknown.Result();
        }
        var runs = await cluster.Ask(cluster.Zone(zone.Key).Runs(page.Skip, page.Limit), cancellationToken);
        return TypedResults.Ok(new RunsAnswer(
            [.. runs.Select(RunAnswer.Of)],
            page.Next(runs.Length)));
    }

    private static async Task<IResult> Read(
        ZoneInPath zone, string run, Cluster cluster, CancellationToken cancellationToken)
    {
        if ((await cluster.Find(zone, cancellationToken)).Problem is { } unknown)
        {
            return unknown.Result();
        }
        return await cluster.Ask(cluster.Zone(zone.Key).Run(run), cancellationToken) is { } known
            ? TypedResults.Ok(RunAnswer.Of(known))
            : Problem.Of(Codes.RunUnknown, "run", run).Result();
    }

    private static async Task<IResult> Sellers(
        ZoneInPath zone, string run, SellerPaging page, Cluster cluster, CancellationToken cancellationToken)
    {
        if ((await cluster.Find(zone, cancellationToken)).Problem is { } unknown)
        {
            return unknown.Result();
        }
        if (await cluster.Ask(cluster.Zone(zone.Key).Run(run), cancellationToken) is not { } known)
        {
            return Problem.Of(Codes.RunUnknown, "run", run).Result();
        }
        var sellers = await cluster.Ask(
            cluster.Zone(zone.Key).SellersOf(run, page.After, page.Limit), cancellationToken);
        var views = await Task.WhenAll(sellers.Select(
            seller => cluster.Ask(cluster.SellerIn(zone.Key, seller).Draft(run), cancellationToken)));
        return TypedResults.Ok(new RunSellersAnswer(
            [.. sellers.Zip(views, (seller, view) => RunSellerAnswer.Of(seller, view, known))],
            page.Next(sellers)));
    }

    private static Task<IResult> Confirm(
        ZoneInPath zone, string run, Body<ConfirmBody> body, Cluster cluster, InFlightCommands inFlight,
        CancellationToken cancellationToken)
    {
        var confirmation = new RunConfirmation(body.Value.ConfirmationId!, run);
        var grain = cluster.Zone(zone.Key);
        return inFlight.Run(
            $"runs {zone.Key}", confirmation.Id, body.Place,
            () => cluster.Ask(grain.Answered([confirmation.Id]), cancellationToken),
            () => cluster.Ask(grain.Confirm(confirmation), cancellationToken),
            status => Task.FromResult<RefusedMember?>(status == ConfirmStatus.RunUnknown
                ? new("run", run, $"It is not among the runs of {zone.Key}.")
                : null));
    }

    private static async Task<IResult> Override(
        ZoneInPath zone, Body<OverrideBody> body, Cluster cluster, CancellationToken cancellationToken)
    {
        var set = body.Value.ToOverride();
        var grain = cluster.Zone(zone.Key);
        var known = await cluster.Ask(grain.IsOverridden(set), cancellationToken);
        var status = await cluster.Ask(grain.Override(set), cancellationToken);
        return StatusResults.Of(
            $"{set.Period}/{set.Seller}", status, body.Place,
            status switch
            {
                OverrideStatus.NoteMalformed => BaseOverride.MaxNoteLength,
                OverrideStatus.PeriodOver => Zone.MaxYearsBack,
                _ => null,
            },
            known);
    }

    private static async Task<IResult> Overrides(
        ZoneInPath zone, string period, SellerPaging page, Cluster cluster, CancellationToken cancellationToken)
    {
        var (terms, unknown) = await cluster.Find(zone, cancellationToken);
        if (terms is null) { return unknown!.Result(); }
        if (terms.PeriodOf(period).Problem is { } wrong) { return wrong.Result(); }
        var set = await cluster.Ask(
            cluster.Zone(zone.Key).Overrides(period, page.After, page.Limit), cancellationToken);
        return TypedResults.Ok(new OverridesAnswer(
            [.. set.Select(OverrideAnswer.Of)],
            page.Next([.. set.Select(of => of.Seller)])));
    }

    private static async Task<IResult> Base(
        string seller, ZoneInPath zone, string period, Caller caller, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var (terms, unknown) = await cluster.Find(zone, cancellationToken);
        if (terms is null) { return unknown!.Result(); }
        if (terms.PeriodOf(period).Problem is { } wrong) { return wrong.Result(); }
        var view = await cluster.Ask(cluster.SellerIn(zone.Key, seller).Base(period), cancellationToken);
        if (view is null) { return Problem.Of(Codes.BaseUnknown, "period", period).Result(); }
        if (!caller.Oversees(ZoneKey.RegionOf(zone.Key))) { view = view.ForSellers(); }
        return TypedResults.Ok(BaseAnswer.Of(
            zone.Key, view,
            view.Before is { Period: var before } ? await Held(before) : 0, await Held(view.Base.Period)));

        // Nothing in a market that has granted the seller nothing.
        async Task<long> Held(Period of) =>
            (await cluster.Ask(
                cluster.Seller(seller).Statement($"{zone.Key}/{of}"), cancellationToken))?.Awards
            .Sum(award => award.Held.Value) ?? 0;
    }
}
