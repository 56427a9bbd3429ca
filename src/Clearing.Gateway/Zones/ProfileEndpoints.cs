using Clearing.Allocation.Bases;
using Clearing.Allocation.Sellers;

namespace Clearing.Gateway;

/// <summary>The endpoints of a seller's profile in a zone.</summary>
internal static class ProfileEndpoints
{
    public static void Map(RouteGroupBuilder zone)
    {
        zone.MapPut("/profile", Set).For(Role.Operator).Takes<ProfileBody>().Produces<DoneAnswer>()
            .WithSummary("Set the seller's plan and the age of its account.");
        zone.MapGet("/profile", Read).For(Role.Everyone).Produces<ProfileAnswer>()
            .WithSummary("The seller's plan and the age of its account, as the operator set them.");
    }

    /// <summary>Today where a day begins first, which is 14 hours ahead of UTC.</summary>
    public static DateOnly LastDay(TimeProvider clock) =>
        DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime.AddHours(14));

    private static async Task<IResult> Set(
        string seller, ZoneInPath zone, Body<ProfileBody> body, Cluster cluster,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        var (profile, today) = (body.Value.ToProfile(), LastDay(clock));
        if (profile.AccountStarted > today)
        {
            return Problem.Of(
                "DAY_IN_FUTURE", "account_started", $"{profile.AccountStarted:yyyy-MM-dd}",
                detail: $"An account that sells was opened by {today:yyyy-MM-dd}.").Result();
        }
        var grain = cluster.SellerIn(zone.Key, seller);
        var repeated = await cluster.Ask(grain.Profile(), cancellationToken) == profile;
        return await cluster.Ask(grain.SetProfile(profile), cancellationToken)
            ? StatusResults.Marked(
                TypedResults.Ok(new DoneAnswer(zone.Key, "SET", repeated)), repeated)
            : Problem.Of(Codes.ZoneUnknown, "zone", zone.Key).Result();
    }

    private static async Task<IResult> Read(
        string seller, ZoneInPath zone, Cluster cluster, CancellationToken cancellationToken) =>
        (await cluster.Find(zone, cancellationToken)).Problem is { } unknown
            ? unknown.Result()
            : TypedResults.Ok(ProfileAnswer.Of(
                seller, zone.Key,
                await cluster.Ask(cluster.SellerIn(zone.Key, seller).Profile(), cancellationToken)));

    internal sealed record ProfileAnswer(
        string Seller, string Zone,
        [property: Description("Null if no profile is set: then it counts as an old account.")]
        DateOnly? AccountStarted,
        [property: Description("PROFESSIONAL if no profile is set.")]
        Plan Plan)
    {
        public static ProfileAnswer Of(string seller, string zone, SellerProfile? profile) =>
            new(seller, zone, profile?.AccountStarted, profile?.Plan ?? Plan.Professional);
    }
}
