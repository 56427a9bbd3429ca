using System.Text.Json;
using Clearing.Market.Curtailments;
using Clearing.Market.Erasing;

namespace Clearing.Market.Tests;

/// <summary>Taking a seller's name out of a market leaves everyone else as they were.</summary>
public class ErasingASeller
{
    [Fact]
    public void An_older_release_of_another_seller_keeps_its_name_though_a_refused_command_had_it()
    {
        var world = new TestMarket();
        world.Bid("a", "acme", 3_000_000, 10);
        world.Bid("b", "bob", 3_000_000, 10);
        Assert.NotEqual(CancelStatus.Cancelled, world.Cancel("b", "acme"));
        Assert.Contains(world.Events, happened => happened is CancellationRefused);
        world.Cleared(1, delta: 20);
        Assert.Equal(RelinquishStatus.OnOffer, world.Relinquish("b@1", "bob", 10));
        world.Bid("c", "carol", 3_000_000, 10);
        world.Cleared(2);
        var cleared = Renamed(world, "acme").OfType<RoundCleared>().Last();

        Assert.Equal("b@1", Assert.Single(cleared.Releases).AwardId);
        Assert.Equal(
            "erased-1-1@1",
            Assert.Single(Renamed(world, "bob").OfType<RoundCleared>().Last().Releases).AwardId);
    }

    [Fact]
    public void The_proofs_of_others_stay_what_they_were_however_many_sellers_are_erased()
    {
        var world = new TestMarket();
        world.Bid("a", "acme", 9, 10);
        world.Bid("b", "bob", 8, 10);
        world.Bid("c", "carol", 7, 10);
        world.Bid("d", "acme", 6, 10);
        world.Cleared(1, 25);
        var once = Without(world.Events, "acme", "erased-1");
        var twice = Without(once, "bob", "erased-2");
        var market = new CapacityMarket(TestMarket.Key);
        twice.ForEach(market.Apply);

        Assert.Equivalent(world.Market.Proof("carol", 1, 0, 9), market.Proof("carol", 1, 0, 9), strict: true);
        Assert.Equal(world.Market.Round(1)!.BookHash, market.Round(1)!.BookHash);
        Assert.Equal([0, 1, 3], Assert.Single(twice.OfType<RoundClosed>()).ErasedLeaves.Select(leaf => leaf.Index));
        Assert.Empty(market.BidsOf("acme"));
        Assert.Equal(
            ["erased-1-1", "erased-1-2"], market.BidsOf("erased-1").Select(bid => bid.Bid.Id));
        Assert.Equal("erased-1-1:10 erased-2-1:10 c:5", Won(market));
    }

    // Ids of acme begin with x, and nothing else does.
    [Fact]
    public void In_every_event_the_sellers_own_names_change_and_nothing_else()
    {
        var world = Everything();
        var renamed = Without(world.Events, "acme", "erased-1");
        var names = new Dictionary<string, string> { ["acme"] = "erased-1" };
        foreach (var (was, now) in world.Events.Zip(renamed))
        {
            var (before, after) = (Words(was), Words(now));
            Assert.Equal(before.Length, after.Length);
            foreach (var (old, word) in before.Zip(after))
            {
                if (old != "acme" && !old.StartsWith('x')) { Assert.Equal(old, word); }
                else { Assert.Equal(NameOf(old, word), word); }
            }
        }

        Assert.Equal(names.Count, names.Values.Distinct().Count());
        Assert.Superset(
            new HashSet<Type>
            {
                typeof(MarketOpened), typeof(BidsPlaced), typeof(BidRefused), typeof(SellerCapSet),
                typeof(BidAmended), typeof(AmendmentRefused), typeof(BidCancelled),
                typeof(CancellationRefused), typeof(VolumeOffered), typeof(RelinquishmentRefused),
                typeof(RestEnded), typeof(RestEndRefused), typeof(VolumeCurtailed), typeof(RoundCleared),
                typeof(NoticesAccepted), typeof(BidsInspected), typeof(ActProposed),
            },
            world.Events.Select(happened => happened.GetType()).ToHashSet());

        string NameOf(string old, string word)
        {
            var round = old.IndexOf('@') is >= 0 and var at ? old[at..] : "";
            var id = old[..^round.Length];
            names.TryAdd(id, word[..^round.Length]);
            Assert.StartsWith("erased-1", names[id], StringComparison.Ordinal);
            return names[id] + round;
        }
    }

    // What verifies a journal decides it once more.
    [Fact]
    public void The_end_of_a_rest_comes_out_the_same_under_the_new_names()
    {
        var market = new CapacityMarket(TestMarket.Key);
        foreach (var happened in Without(Everything().Events, "acme", "erased-1"))
        {
            if (happened is RestEnded ended)
            {
                Assert.Equal(WholeText.Of(ended), WholeText.Of(market.EndAgain(ended)));
            }
            market.Apply(happened);
        }
    }

    // Each of two sellers does everything that an event can name it for.
    private static TestMarket Everything()
    {
        var day = new DateOnly(2026, 10, 1);
        var place = new CurtailPlace(day, day, day, CurtailRule.ProRata, 0);
        var world = new TestMarket(new MarketConfig
        {
            SellerCaps = [new("acme", new(500)), new("bob", new(500))], FourEyesCorrection = new(1),
        });
        (string Seller, string First)[] sellers = [("acme", "x"), ("bob", "y")];
        world.Do(world.Market.Place(
            [.. sellers.Select(of => new Bid($"{of.First}1", of.Seller, new(9), new(100), new(90)))], new(400)));
        foreach (var (seller, first) in sellers)
        {
            world.Bid($"{first}2", seller, 8, 401, cap: 400);
            world.Bid($"{first}3", seller, 7, 10);
            world.Bid($"{first}4", seller, 7, 10);
            world.Amend($"{first}3", seller, fee: 6, id: $"{first}a1");
            world.Amend($"{first}9", seller, fee: 6, id: $"{first}a2");
            world.Cancel($"{first}4", seller, id: $"{first}c1");
            world.Cancel($"{first}9", seller, id: $"{first}c2");
        }
        world.Cleared(1, 200);
        foreach (var (seller, first) in sellers)
        {
            world.Relinquish($"{first}1@1", seller, 5, id: $"{first}r1");
            world.Relinquish($"{first}1@1", seller, 500, id: $"{first}r2");
        }
        world.Bid("c", "carol", 20, 10);
        world.Cleared(2);
        world.Do(world.Market.Curtail(new("cut", new(40), day), place));
        foreach (var (seller, first) in sellers)
        {
            Assert.Equal(
                RestEndStatus.AwardUnknown,
                world.Do(world.Market.EndRest(new($"{first}f", $"{first}9@1", seller), day)));
            Assert.Equal(
                RestEndStatus.Ended,
                world.Do(world.Market.EndRest(new($"{first}e", $"{first}1@1", seller), day)));
            world.Do(world.Market.Inspect(
                new($"look-{seller.Length}", "olga", "why", seller), DateTimeOffset.UnixEpoch));
        }
        world.TellAll();
        world.Do(world.Market.Settle());
        foreach (var (seller, _) in sellers)
        {
            var correct = new ProposedAct(
                Correct: new(seller, new("c", TestMarket.Key, new(2), "a wrong fee")));
            Assert.Equal(ApprovalStatus.Done, world.Do(world.Market.Propose(
                $"p-{seller.Length}", correct, new("olga", DateTimeOffset.UnixEpoch, "why"))).Status);
        }
        return world;
    }

    // What an erasure adds says that there was one.
    private static string[] Words(MarketEvent happened) => JsonSerializer.Serialize<object>(happened switch
    {
        RoundClosed closed => closed with { ErasedLeaves = [] },
        RoundCleared cleared => cleared with { HashCoversErased = false },
        _ => happened,
    }).Split('"');

    [Fact]
    public void What_names_nobody_stays_the_same_event()
    {
        var world = new TestMarket();
        world.Bid("a", "acme", 9, 10);
        world.Cleared(1, 5);
        world.Do(world.Market.Pause("a leak"));

        Assert.Equal(world.Events, Without(world.Events, "nobody", "erased-1"));
    }

    [Theory]
    [InlineData("erased-1", true)]
    [InlineData("erased-1234567890", true)]
    [InlineData("erased-", false)]
    [InlineData("erased", false)]
    [InlineData("erased-1a", false)]
    [InlineData("erased-a1", false)]
    [InlineData("Erased-1", false)]
    [InlineData("x-erased-1", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void An_erased_seller_is_known_by_its_id(string? seller, bool expected) =>
        Assert.Equal(expected, SurrogateRule.IsErased(seller));

    private static string Won(CapacityMarket market) => string.Join(
        ' ', market.Awards(1, 0, 9).Select(award => $"{award.BidId}:{award.Volume.Value}"));

    private static List<MarketEvent> Without(List<MarketEvent> events, string seller, string surrogate)
    {
        var erasure = new SellerErasure(TestMarket.Key, seller, surrogate);
        return [.. events.Select(erasure.Next)];
    }

    // Older releases name no seller.
    private static List<MarketEvent> Renamed(TestMarket world, string seller)
    {
        var erasure = new SellerErasure(TestMarket.Key, seller, "erased-1");
        var again = new CapacityMarket(TestMarket.Key);
        List<MarketEvent> renamed = [.. world.Events.Select(happened => erasure.Next(
            happened is RoundCleared cleared
                ? cleared with
                {
                    Releases = [.. cleared.Releases.Select(of => of with { Seller = null })],
                }
                : happened))];
        renamed.ForEach(again.Apply);
        return renamed;
    }
}
