using System.Collections.Immutable;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Projections;
using Clearing.Allocation.Zones;

namespace Clearing.Allocation.Tests.Zones;

/// <summary>An erased seller is named in no event of its zone, and never takes part again.</summary>
public class ErasingSellers
{
    private static readonly ZoneEvent[] Naming =
    [
        new SellersEntered(["acme", "bob"]),
        new BiddersEntered(["acme", "bob"]),
        new PlannersEntered(["acme", "bob"]),
        new OverrideSet(new BaseOverride("2026-11", "acme", 1, "")),
        new ForecastsTaken([new WeekForecast("f", "acme", ZoneWorld.AfterCutOff, 1, null)]),
        new SellersCounted("r", 0, 0, "", null!, ["acme"]),
    ];

    [Fact]
    public void Every_kind_of_event_that_names_a_seller_is_renamed()
    {
        var kinds = typeof(ZoneEvent).Assembly.GetTypes().Where(type =>
            type.IsSubclassOf(typeof(ZoneEvent)) && !type.IsAbstract && NamesSellers(type));
        Assert.Equal(
            kinds.Select(kind => kind.Name).Order(), Naming.Select(one => one.GetType().Name).Order());
        var erasure = new ZoneErasure("acme", "erased-1");
        Assert.All(Naming, happened =>
        {
            var renamed = erasure.Rename(happened);
            Assert.NotSame(happened, renamed);
            Assert.Same(renamed, erasure.Rename(renamed));
            Assert.Same(happened, new ZoneErasure("nobody", "erased-1").Rename(happened));
        });
    }

    [Fact]
    public void The_other_sellers_of_an_event_keep_their_names()
    {
        var erasure = new ZoneErasure("acme", "erased-1");
        WeekForecast[] given =
            [.. new[] { "acme", "bob" }.Select(of => new WeekForecast(of, of, ZoneWorld.AfterCutOff, 1, null))];

        Assert.Equal(
            ["bob", "erased-1"],
            ((SellersEntered)erasure.Rename(new SellersEntered(["bob", "acme"]))).Sellers.ToArray());
        Assert.Equal(
            ["erased-1", "bob"],
            ((ForecastsTaken)erasure.Rename(new ForecastsTaken([.. given]))).Forecasts
                .Select(of => of.Seller));
        Assert.Equal(
            ["bob", "erased-1"],
            ((SellersCounted)erasure.Rename(new SellersCounted("r", 0, 0, "", null!, ["bob", "acme"])))
                .Absent.ToArray());
    }

    [Fact]
    public void An_erased_seller_takes_part_in_no_later_run()
    {
        var world = new ZoneWorld();
        world.Do([new BiddersEntered(["bob", "erased-1"]), new PlannersEntered(["erased-2"])]);
        var run = world.Run("r", "2026-11", 1_000);

        Assert.Empty(world.Zone.EnterBidders(["erased-1", "erased-3"]));
        Assert.False(world.Zone.HasBid("erased-1"));
        Assert.Equal(["bob"], world.Zone.Page("", 10).ToArray());
        Assert.Empty(world.Zone.Planners("", 10));
        Assert.Equal(["bob"], world.Zone.SellersOf(run, "", 10).ToArray());
        Assert.True(world.Zone.TakesPart(run, "bob"));
        Assert.False(world.Zone.TakesPart(run, "erased-1"));
        Assert.False(world.Zone.TakesPart(run, "nobody"));
    }

    [Fact]
    public void Nobody_sets_a_base_or_a_projection_for_an_erased_seller()
    {
        var world = new ZoneWorld();
        world.Do([new SellersEntered(["erased-1"])]);

        ZoneWorld.Refuses(
            OverrideStatus.SellerUnknown,
            world.Zone.Set(new("2026-11", "erased-1", 1, "a fair"), ZoneWorld.AfterCutOff));
        ZoneWorld.Refuses(
            ForecastStatus.SellerUnknown,
            world.Zone.Take(
                new("f", "erased-1", ZoneWorld.AfterCutOff, 1, null), ZoneWorld.AfterCutOff));
    }

    [Fact]
    public void A_seller_whose_id_only_looks_like_that_of_an_erased_one_takes_part()
    {
        var zone = new ZoneWorld().Zone;
        zone.Apply(Assert.Single(zone.EnterBidders(["erased-", "erased-1b", "unerased-1"])));

        Assert.Equal(["erased-", "erased-1b", "unerased-1"], zone.Page("", 10).ToArray());
    }

    private static bool NamesSellers(Type type) => type.GetProperties().Any(property =>
    {
        var of = property.PropertyType;
        var isList = of.IsGenericType && of.GetGenericTypeDefinition() == typeof(ImmutableArray<>);
        var one = isList ? of.GetGenericArguments()[0] : of;
        return one == typeof(string)
            ? property.Name is "Seller" or "Sellers" or "Absent"
            : one != type && one.Assembly == typeof(ZoneEvent).Assembly && one.IsClass
                && NamesSellers(one);
    });
}
