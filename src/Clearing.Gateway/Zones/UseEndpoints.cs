using Clearing.Allocation.Calendars;
using Clearing.Allocation.Warnings;
using Clearing.Allocation.Zones;

namespace Clearing.Gateway;

/// <summary>The endpoints for a seller's overage, its bills and its notices.</summary>
internal static class UseEndpoints
{
    private const int Page = 100;

    public static void Map(RouteGroupBuilder seller)
    {
        var zone = seller.MapGroup(ZoneInPath.Pattern);
        zone.MapGet("/overage/{month}", Overage).For(Role.Everyone).Produces<OverageAnswer>()
            .WithSummary("The days of a month above the overage limit, their fee, and what was billed.");
        zone.MapGet("/warnings", Warnings).For(Role.Everyone).WithQuery("cursor", "limit")
            .Produces<CapacityNoticesAnswer>()
            .WithSummary("What the seller was told of its use, its limit and its planned events, oldest first.");
    }

    /// <summary>Reads the notices of a seller in a zone, numbered as in their list.</summary>
    public static FeedReader ReaderOf(
        Cluster cluster, string zone, ZoneTerms terms, string seller) => new(
        async cancellationToken => await cluster.Ask(
            cluster.SellerIn(zone, seller).NoticeCount(), cancellationToken),
        async (after, cancellationToken) =>
        [
            .. (await cluster.Ask(
                cluster.SellerIn(zone, seller).Notices(after, Page), cancellationToken))
                .Select(notice => new FeedEvent(
                    notice.Number, notice.At, EventTypes.Of(notice.Kind),
                    CapacityNoticeAnswer.Of(zone, terms, notice))),
        ]);

    private static async Task<IResult> Overage(
        string seller, ZoneInPath zone, string month, Cluster cluster,
        CancellationToken cancellationToken)
    {
        if (Period.Parse(month) is not { Kind: PeriodKind.Month } known)
        {
            return Problem.Of(
                Codes.FieldInvalid, "month", month, detail: "must be a month such as 2026-11").Result();
        }
        return await cluster.Ask(cluster.Zone(zone.Key).Terms(), cancellationToken) is { } terms
            && await cluster.Ask(
                cluster.SellerIn(zone.Key, seller).Overage(known.FirstDay), cancellationToken)
                is { } view
            ? TypedResults.Ok(OverageAnswer.Of(zone.Key, terms, view))
            : Problem.Of(Codes.ZoneUnknown, "zone", zone.Key).Result();
    }

    private static async Task<IResult> Warnings(
        string seller, ZoneInPath zone, Paging page, Cluster cluster,
        CancellationToken cancellationToken)
    {
        if (await cluster.Ask(cluster.Zone(zone.Key).Terms(), cancellationToken) is not { } terms)
        {
            return Problem.Of(Codes.ZoneUnknown, "zone", zone.Key).Result();
        }
        var notices = await cluster.Ask(
            cluster.SellerIn(zone.Key, seller).Notices(page.After, page.Limit), cancellationToken);
        return TypedResults.Ok(new CapacityNoticesAnswer(
            terms.Currency, terms.MinorExponent,
            [.. notices.Select(notice => CapacityNoticeAnswer.Of(zone.Key, terms, notice))],
            notices.Length < page.Limit ? null : $"{notices[^1].Number}"));
    }
}
