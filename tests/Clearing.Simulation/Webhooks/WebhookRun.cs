using Clearing.Contracts;
using Clearing.Grains.Events;
using Clearing.Market;

namespace Clearing.Simulation;

/// <summary>
/// One run of webhooks: a market and its sellers live through a seed's faults, and in the end every
/// receiver that is well has every event.
/// </summary>
public sealed class WebhookRun
{
    private const int Rounds = 12;
    private const string Market = "r/s/p";
    private static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(4);
    private static readonly string[] Sellers = ["one", "two"];

    private static readonly string[] Sources =
        [.. Sellers.Select(Streams.OfSeller), Streams.OfMarket(Market)];

    private readonly World world;
    private readonly Faults faults;
    private readonly Storage storage = new();
    private readonly Coverage coverage = new();
    private readonly Chance chance;
    private Cluster? cluster;

    private WebhookRun(long seed, TextWriter? reader)
    {
        chance = new Chance(unchecked((ulong)seed)).Fork();
        world = new World(chance, new Trace(reader));
        faults = new Faults(chance, world, coverage);
        // One receiver never takes anything; while there are faults the others are moody.
        storage.Receivers.Takes = delivery =>
        {
            CheckDurable(delivery);
            return !delivery.Url.EndsWith("/bad", StringComparison.Ordinal)
                && !(faults.IsOn && chance.PerMille(200));
        };
    }

    /// <summary>Runs a seed.</summary>
    /// <param name="seed">Decides everything.</param>
    /// <param name="reader">Where a readable trace goes; null for none.</param>
    public static Outcome Of(long seed, TextWriter? reader = null)
    {
        var run = new WebhookRun(seed, reader);
        try
        {
            run.Live();
        }
        catch (Exception failure)
        {
            run.world.Violations.Add($"The run broke: {failure}");
        }
        return new Outcome(seed, run.world.Trace.Hash, run.world.Turns, run.coverage, run.world.Violations);
    }

    private void Live()
    {
        Task? life = null;
        world.Soon(null, () =>
        {
            cluster = new Cluster(world, faults, storage, new CallGraph());
            _ = new Chaos(world, faults, cluster);
            life = Trade();
        });
        if (!world.RunUntil(() => life is { IsCompleted: true }, LongestLife))
        {
            world.Violations.Add("The market's life does not end.");
        }
        world.Soon(null, () =>
        {
            faults.Stop();
            cluster!.Heal();
            life = SwitchOn();
        });
        world.RunUntil(() => !faults.IsOn && life!.IsCompleted, LongestLife);
        world.RunUntil(() => false, Quiet);
        if (life!.Exception is { } failure) { world.Violations.Add($"A client broke: {failure}"); }
        foreach (var source in Sources) { CheckAllCame(source); }
        CheckFolds();
    }

    private async Task Trade()
    {
        var market = cluster!.Clients.GetGrain<IRoundGrain>(Market);
        await Insist(() => market.Open(new MarketConfig()));
        foreach (var source in Sources)
        {
            var hooks = cluster.Clients.GetGrain<IWebhookGrain>(source);
            await Insist(() => hooks.Put("good", $"http://{source}/good", "s", 0));
            await Insist(() => hooks.Put("bad", $"http://{source}/bad", "s", 0));
        }
        for (var round = 1; round <= Rounds; round++)
        {
            foreach (var name in Sellers)
            {
                var seller = cluster.Clients.GetGrain<ISellerGrain>(name);
                var bid = new Bid($"{name}-{round}", name, new Fee(1_000_000 - round), new CubicFeet(5));
                await Insist(() => seller.Place(Market, bid));
            }
            await Insist(() => market.Clear(new RoundTerms(round, new CubicFeet(8))));
            await world.Delay(chance.Wait(100, 20_000));
        }
    }

    private async Task SwitchOn()
    {
        // What was lost on its way while there were faults fails only now; it may die of that.
        await world.Delay(TimeSpan.FromSeconds(30));
        foreach (var source in Sources)
        {
            var hooks = cluster!.Clients.GetGrain<IWebhookGrain>(source);
            await Insist(() => hooks.Redeliver("good", null));
            await Insist(() => hooks.Resume("good"));
        }
    }

    private async Task Insist<T>(Func<Task<T>> send)
    {
        while (true)
        {
            try
            {
                await send();
                return;
            }
            catch (Exception failure) when (GrainLog.IsExpected(failure))
            {
                await world.Delay(chance.Wait(10, 2_000));
            }
        }
    }

    /// <summary>Nobody is told what is not durable.</summary>
    private void CheckDurable(WebhookDelivery delivery)
    {
        var number = delivery.Posting?.Number ?? delivery.Round!.Terms.Round;
        if (!Numbers(delivery.Source).Contains(number))
        {
            world.Violations.Add($"{delivery.Url} was sent event {number} before it was durable.");
        }
    }

    private void CheckAllCame(string source)
    {
        var book = new WebhookBook(source);
        var expected = Numbers(source).Select(number => (number, book.MessageId(number))).ToHashSet();
        var came = storage.Receivers.All
            .Where(one => one.Taken && one.Delivery.Source == source)
            .Select(one => (one.Delivery.Posting?.Number ?? one.Delivery.Round!.Terms.Round,
                one.Delivery.MessageId)).ToHashSet();
        if (expected.Count == 0) { world.Violations.Add($"{source} has no events."); }
        foreach (var lost in expected.Except(came)) { world.Violations.Add($"{source}: {lost} never came."); }
        foreach (var made in came.Except(expected)) { world.Violations.Add($"{source}: {made} is no event."); }
    }

    private void CheckFolds()
    {
        foreach (var source in Sources)
        {
            var (book, stream) = (new WebhookBook(source), Streams.OfWebhooks(source));
            foreach (var stored in storage.Journal[stream]) { book.Apply(Codecs.Webhook.Decode(stream, stored)); }
            var good = book.Views().Single(view => view.Id == "good");
            if (good is not { Stage: WebhookStage.On, Outstanding: 0, DeadLetters: 0 })
            {
                world.Violations.Add($"{source}: its webhook is not at rest: {good}");
            }
        }
    }

    private IEnumerable<long> Numbers(string source) =>
        source.StartsWith(Streams.MarketPrefix, StringComparison.Ordinal)
            ? storage.Journal[source].Select(stored => Codecs.Market.Decode(source, stored))
                .OfType<RoundCleared>().Select(cleared => (long)cleared.Terms.Round)
            : Enumerable.Range(1, storage.Journal[source].Sum(stored =>
                Grains.LedgerPages.PostingsOf(Codecs.Seller.Decode(source, stored)).Length)).Select(n => (long)n);
}
