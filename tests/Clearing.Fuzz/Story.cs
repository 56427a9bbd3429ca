using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Projections;
using Clearing.Allocation.Sellers;
using Clearing.Allocation.Zones;
using Clearing.Contracts;
using Clearing.Grains.Events;
using Clearing.Grains.Webhooks;
using Clearing.Journal;
using Clearing.Market;
using Clearing.Market.Curtailments;
using Clearing.Testing;

namespace Clearing.Fuzz;

/// <summary>A market and its sellers through a period in which every kind of event happens.</summary>
internal sealed class Story : MarketStory
{
    public const string MarketKey = "us/standard/2026-Q4";

    public const string ContestedKey = "us/cold/2026-Q4";

    public const string ZoneName = "us/standard";

    private static readonly DateOnly CutOff = new(2026, 9, 20);
    private static readonly DateOnly FirstDay = new(2026, 10, 1);
    private static readonly Act Act = new("olga", DateTimeOffset.UnixEpoch, "a flood", "r-1");

    public Story()
        : base(MarketKey)
    {
        Append(Streams.Directory, Codecs.Directory.Encode(new MarketEntered(MarketKey)));
        Do(Market.Open(new MarketConfig
        {
            TieRule = TieRule.ProRata,
            Lot = new(5),
            SellerCaps = [new("capped", new(500))],
            CapShareOfBasePpm = 200_000,
            SalesReview = new(100_000_000),
        }).Events);
        Bids();
        Rounds();
        Contests();
        Accounts();
        Webhooks();
        Zones();
    }

    private void Bids()
    {
        Do(Market.Place(
            [Bid("b1", "one", 6, 5_000), Bid("b2", "one", 5, 10)], new CubicFeet(50_000)).Events);
        Do(Market.Place([Bid("b3", "two", 5, 1_000), Bid("b4", "two", 1, 500, TimeInForce.Round)]).Events);
        Do(Market.Place([Bid("big", "capped", 9, 5_000)], new CubicFeet(500)).Events);
        Do(Market.Amend(new("a1", "b2", "one", MaxFee: new(7_000_000))).Events);
        Do(Market.Amend(new("a2", "none", "one")).Events);
        Do(Market.Cancel(new("x1", "b2", "one")).Events);
        Do(Market.Cancel(new("x2", "none", "one")).Events);
        Do(Market.ChangeCapacity(new("c1", new(100))).Events);
    }

    // Another market, whose rounds end provisional.
    private void Contests()
    {
        var market = new CapacityMarket(ContestedKey);
        var (asked, now) = (Act, DateTimeOffset.UnixEpoch);
        void Do(params IEnumerable<MarketEvent> events)
        {
            foreach (var happened in events)
            {
                MarketEvent dated = happened switch
                {
                    RoundProvisional of => of with { At = now },
                    RoundVoided of => of with { At = now },
                    RoundCleared of => of with { At = now },
                    _ => happened,
                };
                market.Apply(dated);
                Append(Streams.OfMarket(ContestedKey), Codecs.Market.Encode(dated));
            }
        }
        Do(market.Open(new MarketConfig { ContestWindowSeconds = 60, FourEyesCut = new(50) }).Events);
        Do(market.Place([new Bid("b1", "one", new(6), new(5), new(0))]).Events);
        Do(market.Clear(new RoundTerms(1, new(5)), RoundNonce.OfReplay(ContestedKey, 1)).Events);
        Do(market.Propose("p1", new(Void: new(1, new(5), new(7))), asked).Events);
        Do(market.Approve("p1", new("omar", now)).Events);
        Do(market.Propose("p2", new(Capacity: new("c1", new(-51))), asked).Events);
        Do(market.Withdraw("p2", asked).Events);
        now = now.AddMinutes(1);
        Do(market.Bind(now));
        Do([new MarketAlarmed(1) { At = now }]);
        Append(Streams.Directory, Codecs.Directory.Encode(new MarketEntered(ContestedKey)));
    }

    private void Rounds()
    {
        Do(Market.Schedule(new(new(2, new(3_000)), DateTimeOffset.UnixEpoch.AddDays(1))).Events);
        var change = new CalendarChange("olga", "a holiday", DateTimeOffset.UnixEpoch);
        Do(Market.Schedule(new(new(4), DateTimeOffset.UnixEpoch.AddDays(9))).Events);
        Do(Market.Reschedule(new(new(4), DateTimeOffset.UnixEpoch.AddDays(8)), change).Events);
        Do(Market.Unschedule(4, change).Events);
        Do(Market.Clear(new RoundTerms(1, new(5_500), new(1)), RoundNonce.OfReplay(Market.Key, 1)).Events);
        Tell();
        Do(Market.Pause("a storm").Events.Select(paused => (MarketAct)paused with { Act = Act }));
        Do(Market.Place([Bid("b5", "three", 4, 3_000)]).Events);
        Do(Market.Resume().Events);
        Do(Market.Inspect(
            new("i1", "olga", "a complaint", "two"), DateTimeOffset.UnixEpoch.AddDays(2)).Events);
        Do(Market.Relinquish(new("r0", "none@1", "one", new(5))).Events);
        Do(Market.Clear(new RoundTerms(2, new(3_000)), RoundNonce.OfReplay(Market.Key, 2)).Events);
        Tell();
        Do(Market.Relinquish(new("r1", "b1@1", "one", new(1_000))).Events);
        Do(Market.Clear(new RoundTerms(3), RoundNonce.OfReplay(Market.Key, 3)).Events);
        Tell();
        Do(Market.Curtail(new("flood", new(2_000), FirstDay.AddDays(9)), new(
            FirstDay, FirstDay, FirstDay.AddMonths(3).AddDays(-1), CurtailRule.LatestFirst,
            1_000_000)).Events);
        Tell();
        Rest();
    }

    // A curtailment leaves less of an award than its bid needs.
    private void Rest()
    {
        CurtailPlace place = new(
            FirstDay, FirstDay, FirstDay.AddMonths(3).AddDays(-1), CurtailRule.LatestFirst, 1_000_000);
        Do(Market.Place([Bid("whole", "three", 9, 1_000) with { MinVolume = new(1_000) }]).Events);
        Do(Market.Clear(new RoundTerms(5, new(9_000)), RoundNonce.OfReplay(Market.Key, 5)).Events);
        Tell();
        var pool = Market.Report().Pool.Value;
        Do(Market.Curtail(new("flood-2", new(pool + 400), FirstDay.AddDays(9)), place).Events);
        Tell();
        Do(Market.EndRest(new("too-early", "b5@2", "three"), FirstDay).Events);
        Do(Market.EndRest(new("end", "whole@5", "three"), FirstDay).Events);
        Tell();
    }

    private void Accounts()
    {
        var one = Seller("one");
        Do("one", one.SetBase(new("us", "standard", new(50_000)))
            .Select(set => (SellerAct)set with { Act = Act }));
        Do("one", one.Report(new SalesReport("s1", MarketKey, new(30_000_000))).Events);
        Do("one", one.Report(new SalesReport("s2", MarketKey, new(9_000)),
            new SalesRule(CreditSource.Report, new(8_000))).Events);
        Do("one", one.Review(
            new(MarketKey, "s2", SalesState.Confirmed, "the invoices agree") { Id = "v1" }).Events);
        Do("one", one.Report(new UseReport("u1", MarketKey, new(2_000))).Events);
        Do("one", one.Correct(new("k0", MarketKey, new(-1), "too early")).Events);
        Do(Market.Settle().Events);
        Tell();
        Do("one", one.Correct(new("k1", MarketKey, new(-500), "a broken pallet")).Events);
    }

    private void Webhooks()
    {
        var book = new WebhookBook(Streams.OfSeller("one"));
        void Do(params IEnumerable<WebhookEvent> events)
        {
            foreach (var happened in events)
            {
                book.Apply(happened);
                Append(Streams.OfWebhooks(book.Source), Codecs.Webhook.Encode(happened));
            }
        }
        var pace = new WebhookPace(TimeSpan.FromSeconds(1), [TimeSpan.FromSeconds(5)]);
        var failed = DeliveryResult.Failed("HTTP_500");
        var gone = new DeliveryResult(ReceiverAnswer.Gone, "HTTP_410");
        Do(book.Put("h", "https://one.example/", "whsec_bG9uZyBlbm91Z2g=", 0).Events);
        Do(book.Put("h", "https://two.example/", "", 0).Events);
        Do(book.Rotate("h", "whsec_YW5vdGhlcg==", DateTimeOffset.UnixEpoch.AddDays(1)).Events);
        Do(book.Tried("h", 1, [(1, failed), (2, DeliveryResult.Taken)], DateTimeOffset.UnixEpoch, pace));
        Do(book.Tried("h", 1, [(1, failed)], DateTimeOffset.UnixEpoch.AddSeconds(5), pace));
        Do(book.Redeliver("h", 1).Events);
        Do(book.Tried("h", 1, [(1, gone)], DateTimeOffset.UnixEpoch.AddSeconds(6), pace));
        Do(book.Resume("h").Events);
        Do(book.Put("passing", "https://one.example/", "whsec_YW5vdGhlcg==", 3).Events);
        Do(book.Remove("passing").Events);
    }

    private void Zones()
    {
        var (zone, seller) = (new Zone(), new ZoneSeller());
        Do(zone.Configure(
            new("UTC", PeriodKind.Quarter, "USD", 2, new AllocationConfig())).Events);
        Do(zone.Schedule(new("plan", "2027-Q1", [80_000, 90_000]), CutOff).Events);
        Do(zone.Unschedule("plan").Events);
        Do(zone.Enter("one"));
        Do(zone.EnterBidders(["one"]));
        DoSeller(seller.SetProfile(new(new(2020, 1, 1), Plan.Professional)));
        DoSeller(seller.Decide(new DayReport("d", CutOff, 0, new()
        {
            UsedVolume = 1_000,
            SoldMilliVolume = 90_000,
            SalesMinor = 5,
        }), FactWindow.Always, 7).Events);
        DoSeller(seller.Decide(new SalesReturn("r", CutOff, 5), FactWindow.Always, 7).Events);
        Do(zone.Set(new("2026-Q4", "one", 77, "a fair"), CutOff).Events);
        Do(zone.Take(new("p-1", "one", CutOff.AddDays(1), 8_000, "spring"), CutOff).Events);
        Do(zone.EnterPlanner("one"));
        DoSeller(seller.Propose(new("fair", FirstDay, FirstDay, 2_000_000, 9, "a fair"), CutOff).Events);
        DoSeller(seller.Decide(
            new EventDecision("fair", EventState.Confirmed, "as agreed"),
            new ZoneDay(ZoneName, DateTimeOffset.UnixEpoch, CutOff, zone.Terms!), Act).Events);
        Do(zone.Begin(new("run", "2026-Q4", [90_000]), CutOff.AddDays(1)).Events);
        Do([new SellersFixed("run")]);
        var step = zone.UnderWay!.Step();
        var entry = seller.Enter("one", step, hasBid: true, CutOff, zone.GivenIn(zone.UnderWay!, "one"));
        DoSeller(entry.Events);
        Do([new SellersCounted(
            "run", 1, 0, entry.Answer.FactsHash,
            ZoneSeason.Of(entry.Answer.Units, step.Weeks, step.Rules), ["absent"])]);
        for (Int128? regular = null; zone.UnderWay is { } run;)
        {
            var answer = seller.Plan(run.Step(), zone.OverridesOf(run, "one"));
            DoSeller(answer.Events);
            Do([new StepTaken("run", regular, answer.Answer.Next is { } target
                ? ZoneShare.Of(90_000, default(ZoneSum) + target, run.Rules)
                : null)]);
            regular = 0;
        }
        Do(zone.Confirm(new("ok", "run"), CutOff.AddDays(3)).Events);
        DoSeller(seller.Announce("run", CutOff.AddDays(3), 7));
        Do([new RunAnnounced("run")]);
        Do([new CapacityOffered("run", CapacityStatus.Changed)]);
        DoSeller(seller.Take(new(Granted(), FirstDay), 7));
        DoSeller(seller.Decide(
            new DayReport("extra", FirstDay, 0, new() { UsedVolume = 500, SalesMinor = 9_000 }),
            FactWindow.Always, 7).Events);
        foreach (var sold in seller.Untold(10))
        {
            this.Do("one", Seller("one").Accept(sold));
            DoSeller(seller.Told([sold]));
        }

        var day = new ZoneDay(
            ZoneName, DateTimeOffset.UnixEpoch, FirstDay.AddDays(1), zone.Terms!);
        DoSeller(seller.Decide(
            new DayReport("over", FirstDay.AddDays(1), 0, new() { UsedVolume = 5_000 }),
            FactWindow.Always, 7, day).Events);
        DoSeller(seller.Bill(FirstDay, day with { Today = FirstDay.AddMonths(1).AddDays(1) }));
        foreach (var charge in seller.UntoldCharges.ToArray())
        {
            this.Do("one", Seller("one").Accept(charge));
            DoSeller(seller.Told(charge));
        }
        Do([new MonthBilled(FirstDay)]);
        BaseCutStep cut = new(
            "roof", Period.Parse("2026-Q4")!.Value, FirstDay.AddDays(40),
            new(RationKind.AboveFloor, 5, 10), 25, FirstDay.AddDays(2));
        Do([new BasesCut(new("roof", "2026-Q4", 5, cut.From), cut)]);
        DoSeller([new BaseCutTaken(cut, 35, 30)]);
        Do([new BaseCutAnnounced("roof", 30), new BaseCutBegun("roof")]);

        void Do(IEnumerable<ZoneEvent> events)
        {
            foreach (var happened in events)
            {
                zone.Apply(happened);
                Append(Streams.OfZone(ZoneName), Codecs.Zone.Encode(happened));
            }
        }

        void DoSeller(IEnumerable<ZoneSellerEvent> events)
        {
            foreach (var happened in events)
            {
                seller.Apply(happened);
                Append(Streams.OfZoneSeller(ZoneName + "/one"), Codecs.ZoneSeller.Encode(happened));
            }
        }
    }

    private static Notice Granted() => new(
        MarketKey, "one", 1, 1, new("USD", 2, 150_000, 1_000_000, CreditSource.Days),
        [new("b@1", "b", "one", 1, new(300), new(2_000_000), new(1_000_000), Complete: true)],
        [new("b@1", new(100))], new Fee(1_000_000), Settled: false,
        new DateTimeOffset(FirstDay, default, default));

    private static Bid Bid(
        string id, string seller, int fee, long volume, TimeInForce force = TimeInForce.Period) =>
        new(id, seller, new(fee * 1_000_000L), new(volume), new(5), force);
}
