using Clearing.Contracts;
using Clearing.Grains.Events;
using Clearing.Grains.Webhooks;
using Clearing.Market;

namespace Clearing.Simulation;

/// <summary>
/// One run of webhooks: a market and its sellers work under a seed's faults, and in the end every
/// healthy receiver has every event.
/// </summary>
public sealed class WebhookRun : SeededRun
{
    private const int Rounds = 12;
    private const string Market = "r/s/p";
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(4);
    private static readonly string[] Sellers = ["one", "two"];

    private static readonly string[] Sources =
        [.. Sellers.Select(Streams.OfSeller), Streams.OfMarket(Market)];

    private WebhookRun(long seed, TextWriter? reader)
        : base(seed, reader) =>
        // One receiver never accepts anything; under faults, the others accept at random.
        Storage.Receivers.Takes = delivery =>
        {
            CheckDurable(delivery);
            return !delivery.Url.EndsWith("/bad", StringComparison.Ordinal)
                && !(Faults.IsOn && Chance.PerMille(200));
        };

    /// <summary>Runs a seed.</summary>
    /// <param name="seed">The seed, which determines everything.</param>
    /// <param name="reader">Receives a readable trace; null for none.</param>
    public static Outcome Of(long seed, TextWriter? reader = null) =>
        new WebhookRun(seed, reader).Go();

    /// <summary>The first of some seeds that fails, and how; null if none does.</summary>
    /// <param name="from">The first seed.</param>
    /// <param name="most">The most seeds to run.</param>
    public static (long Seed, string Violation)? FirstFailure(long from, int most) =>
        FirstFailure(seed => Of(seed), from, most);

    private protected override string Kind => "webhooks";

    private protected override void Live()
    {
        var life = LiveThrough(Trade, MaxLifetime);
        Expect(life);
        World.Soon(null, () =>
        {
            EndFaults();
            life = SwitchOn();
        });
        World.RunUntil(() => !Faults.IsOn && life.IsCompleted, MaxLifetime);
        World.RunUntil(() => false, Quiet);
        Expect(life);
        foreach (var source in Sources) { CheckAllCame(source); }
        CheckFolds();
    }

    private async Task Trade()
    {
        var market = Cluster.Clients.GetGrain<IRoundGrain>(Market);
        await Insist(() => market.Open(new MarketConfig()));
        foreach (var source in Sources)
        {
            var hooks = Cluster.Clients.GetGrain<IWebhookGrain>(source);
            await Insist(() => hooks.Put("good", $"http://{source}/good", "s", 0));
            await Insist(() => hooks.Put("bad", $"http://{source}/bad", "s", 0));
        }
        for (var round = 1; round <= Rounds; round++)
        {
            foreach (var name in Sellers)
            {
                var seller = Cluster.Clients.GetGrain<ISellerGrain>(name);
                var bid = new Bid($"{name}-{round}", name, new Fee(1_000_000 - round), new CubicFeet(5));
                await Insist(() => seller.Place(Market, bid));
            }
            await Insist(() => market.Clear(new RoundTerms(round, new CubicFeet(8))));
            await World.Delay(Chance.Wait(100, 20_000));
        }
    }

    private async Task SwitchOn()
    {
        // Deliveries lost during the faults fail only now and may become dead letters.
        await World.Delay(TimeSpan.FromSeconds(30));
        foreach (var source in Sources)
        {
            // One that is on and has no dead letter goes on by itself: nothing wakes it but its reminder.
            if (FoldOf(source) is { Stage: WebhookStage.On, DeadLetters: 0 }) { continue; }
            var hooks = Cluster.Clients.GetGrain<IWebhookGrain>(source);
            await Insist(() => hooks.Redeliver("good", null));
            await Insist(() => hooks.Resume("good"));
        }
    }

    /// <summary>Checks that a delivered event is durable.</summary>
    private void CheckDurable(WebhookDelivery delivery)
    {
        var number = delivery.Posting?.Number ?? delivery.Fact!.Number;
        if (!Numbers(delivery.Source).Contains(number))
        {
            World.Violations.Add($"{delivery.Url} was sent event {number} before it was durable.");
        }
    }

    private void CheckAllCame(string source)
    {
        var book = new WebhookBook(source);
        var isMarket = source.StartsWith(Streams.MarketPrefix, StringComparison.Ordinal);
        var expected = Numbers(source)
            .Select(number => (number, book.MessageId(number, isMarket))).ToHashSet();
        var came = Storage.Receivers.All
            .Where(one => one.Taken && one.Delivery.Source == source)
            .Select(one => (one.Delivery.Posting?.Number ?? one.Delivery.Fact!.Number,
                one.Delivery.MessageId)).ToHashSet();
        if (expected.Count == 0) { World.Violations.Add($"{source} has no events."); }
        foreach (var lost in expected.Except(came)) { World.Violations.Add($"{source}: {lost} never came."); }
        foreach (var made in came.Except(expected)) { World.Violations.Add($"{source}: {made} is no event."); }
    }

    private void CheckFolds()
    {
        foreach (var source in Sources)
        {
            var good = FoldOf(source);
            if (good is not { Stage: WebhookStage.On, Outstanding: 0, DeadLetters: 0 })
            {
                World.Violations.Add($"{source}: its webhook is not at rest: {good}");
            }
        }
    }

    private WebhookView FoldOf(string source)
    {
        var (book, stream) = (new WebhookBook(source), Streams.OfWebhooks(source));
        foreach (var stored in Storage.Opened()[stream]) { book.Apply(Codecs.Webhook.Decode(stream, stored)); }
        return book.Views().Single(view => view.Id == "good");
    }

    private static bool IsPublic(MarketEvent happened) => happened is RoundClosed or RoundCleared
        or RoundProvisional or RoundVoided or MarketAlarmed
        or MarketPaused or MarketResumed or MarketSettled;

    private IEnumerable<long> Numbers(string source) =>
        source.StartsWith(Streams.MarketPrefix, StringComparison.Ordinal)
            ? Enumerable.Range(1, Storage.Opened()[source]
                .Select(stored => Codecs.Market.Decode(source, stored))
                .Count(IsPublic)).Select(n => (long)n)
            : Enumerable.Range(1, Storage.Opened()[source].Sum(stored =>
                Grains.LedgerPages.PostingsOf(Codecs.Seller.Decode(source, stored)).Length)).Select(n => (long)n);
}
