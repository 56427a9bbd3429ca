using Clearing.Market;
using Microsoft.AspNetCore.Mvc;

namespace Clearing.Gateway;

/// <summary>The endpoints that read sellers' accounts.</summary>
internal static class AccountEndpoints
{
    public static void Map(RouteGroupBuilder seller)
    {
        seller.MapGet("/statement", Statement).For(Role.Everyone).NeedsQuery("market")
            .Produces<StatementAnswer>()
            .WithSummary("Awards with their fee history, charge, credits and net of a market.");
        seller.MapGet("/awards", Awards).For(Role.Everyone).NeedsQuery("market")
            .WithQuery("cursor", "limit")
            .Produces<SellerAwardsAnswer>()
            .WithSummary("A page of the seller's awards of a market, each with its fee history.");
        seller.MapGet("/contested-rounds", Contested).For(Role.Everyone).NeedsQuery("market")
            .Produces<ContestedRoundsAnswer>()
            .WithSummary(
                "What the seller won in results that bind nobody: voided ones, and the provisional one.");
        seller.MapGet("/allocations", Allocations).For(Role.Everyone).Produces<AllocationsAnswer>()
            .WithSummary("What the seller may use, by market.");
        seller.MapGet("/ledger", Ledger).For(Role.Everyone)
            .WithQuery("cursor", "limit").WithQuery(LedgerFilter.Names).Produces<LedgerAnswer>()
            .WithSummary("A page of the seller's double-entry ledger, oldest first.");
        seller.MapPut("/bases/{region}/{storage_type}", SetBase).For(Role.Operator)
            .Takes<BaseBody>().Produces<DoneAnswer>()
            .WithSummary(
                "Set the seller's base allocation in a region and storage type, for the markets of all "
                + "periods of which no run of the zone announced a base. Where one did, an override counts.");
    }

    private static async Task<IResult> Statement(
        string seller, MarketInQuery market, Caller caller, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var statement = await cluster.Ask(
            cluster.Seller(seller).Statement(market.Key), cancellationToken);
        if (statement is null) { return await Unknown(market.Key, cluster, cancellationToken); }
        var rounds = await cluster.Ask(cluster.Market(market.Key).Rounds(), cancellationToken);
        var report = await cluster.Ask(cluster.Market(market.Key).Report(), cancellationToken);
        return TypedResults.Ok(StatementAnswer.Of(
            statement, rounds, report.SettledAt, statement.Final || caller.SeesMaxFees(seller)));
    }

    private static async Task<IResult> Awards(
        string seller, MarketInQuery market, Paging page, Caller caller, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var statement = await cluster.Ask(
            cluster.Seller(seller).Statement(market.Key), cancellationToken);
        if (statement is null) { return await Unknown(market.Key, cluster, cancellationToken); }
        var rounds = await cluster.Ask(cluster.Market(market.Key).Rounds(), cancellationToken);
        var seesMaxFees = statement.Final || caller.SeesMaxFees(seller);
        var shown = statement.Awards.Skip(page.Skip).Take(page.Limit)
            .Select(line => StatementLineAnswer.Of(line, rounds, seesMaxFees)).ToImmutableArray();
        return TypedResults.Ok(new SellerAwardsAnswer(
            market.Key, statement.Terms.Currency, statement.Final, shown,
            page.Next(shown.Length, statement.Awards.Length)));
    }

    private static async Task<IResult> Contested(
        string seller, MarketInQuery market, Cluster cluster, CancellationToken cancellationToken)
    {
        if (await cluster.MarketUnknown(market.Key, cancellationToken) is { } unknown)
        {
            return unknown.Result();
        }
        var contested = await cluster.Ask(
            cluster.Seller(seller).Contested(market.Key), cancellationToken);
        return TypedResults.Ok(new ContestedRoundsAnswer(
            market.Key, [.. contested.Select(of => ContestedRoundAnswer.Of(market.Key, of))]));
    }

    private static async Task<IResult> Allocations(
        string seller, Cluster cluster, CancellationToken cancellationToken)
    {
        var allocations = await cluster.Ask(
            cluster.Seller(seller).Allocations(), cancellationToken);
        return TypedResults.Ok(
            new AllocationsAnswer([.. allocations.Select(AllocationAnswer.Of)]));
    }

    private static async Task<IResult> Ledger(
        string seller, Paging page, LedgerFilter filter, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var (entries, next) = await Ledgers.Page(seller, page, filter, cluster, cancellationToken);
        return TypedResults.Ok(new LedgerAnswer(
            [.. entries.Select(LedgerEntryAnswer.Of)], next is { } number ? $"{number}" : null));
    }

    private static async Task<IResult> SetBase(
        string seller, string region, [FromRoute(Name = "storage_type")] string storageType,
        Body<BaseBody> body, Cluster cluster, CancellationToken cancellationToken)
    {
        if (!MarketKey.TryParse($"{region}/{storageType}/any", out _))
        {
            return Problem.Of(
                "KEY_MALFORMED", "market", $"{region}/{storageType}", MarketKey.MaxPartLength,
                "must be region/storage_type, " + MarketInPath.Parts).Result();
        }
        var allocation = new BaseAllocation(region, storageType, new CubicFeet(body.Value.Volume));
        await cluster.Ask(cluster.Seller(seller).SetBase(allocation), cancellationToken);
        return TypedResults.Ok(new DoneAnswer($"{region}/{storageType}", "SET"));
    }

    private static async Task<IResult> Unknown(
        string market, Cluster cluster, CancellationToken cancellationToken) =>
        (await cluster.MarketUnknown(market, cancellationToken)
            ?? Problem.Of(Codes.StatementUnknown, "market", market)).Result();
}
