using Clearing.Contracts;
using Clearing.Market;

namespace Clearing.Simulation;

/// <summary>An operator of one market: opens it, runs its rounds, and settles it.</summary>
internal sealed class OperatorClient(
    World world, Faults faults, IGrainFactory grains, History history, Chance chance,
    Scene scene, string market) : Client(world, faults, grains, history, chance)
{
    private int _ids;

    private MarketConfig Rules => scene.Configs[scene.Markets.IndexOf(market)];

    private IRoundGrain Market => Grains.GetGrain<IRoundGrain>(market);

    public async Task Live()
    {
        await Open();
        await Task.WhenAll(scene.Sellers.Select(SetBase));
        var round = 0;
        var runs = new List<Task>();
        for (var i = 0; i < scene.Rounds; i++)
        {
            round += Chance.PerMille(100) ? 2 : 1;
            if (Chance.PerMille(400)) { await ChangeCapacity(); }
            var pause = Chance.PerMille(150);
            if (pause) { await Stage("pause", () => Market.Pause("a fire drill")); }
            var run = Run(round);
            runs.Add(run);
            if (pause)
            {
                await World.Delay(Chance.Wait(0, scene.RoundMs));
                await Stage("resume", () => Market.Resume());
            }
            // Some operators do not wait for a round's answer before they run the next one.
            if (Chance.PerMille(700)) { await run; }
            if (Chance.PerMille(300)) { await Look(market, "", () => Market.Rounds()); }
        }
        await Task.WhenAll(runs);
        await Review();
        if (!Chance.PerMille(500)) { return; }
        await Stage("settle", () => Market.Settle());
        await World.Delay(Chance.Wait(0, scene.RoundMs));
        await Correct();
    }

    private async Task Open()
    {
        var config = Rules;
        await Send(config, () => Market.Open(config));
        if (!Chance.PerMille(200)) { return; }
        var other = config with { CreditRatePpm = config.CreditRatePpm + 1 };
        await Send(other, () => Market.Open(other));
    }

    private Task SetBase(string seller)
    {
        var key = MarketKey.Parse(market);
        var volume = new CubicFeet(100 * seller.Length);
        var allocation = new BaseAllocation(key.Region, key.StorageType, volume);
        return Insist(
            Keep(new Command(market, seller, allocation)),
            async () =>
            {
                await Grains.GetGrain<ISellerGrain>(seller).SetBase(allocation);
                return true;
            });
    }

    private async Task Run(int round)
    {
        var lot = Rules.Lot.Value;
        var terms = new RoundTerms(
            round, new CubicFeet(Chance.Between(-20, 120) * lot / Chance.Pick([1, 2])),
            new Fee(Chance.Pick([0, 0, 500_000])));
        if (Chance.PerMille(400)) { await RunByCalendar(terms); }
        else { await RunByHand(terms); }
    }

    private async Task RunByCalendar(RoundTerms terms)
    {
        var wait = Chance.Wait(0, 2 * scene.RoundMs);
        var scheduled = new ScheduledRound(terms, World.Date + wait);
        await Send(scheduled, () => Market.Schedule(scheduled));
        if (Chance.PerMille(100))
        {
            var later = scheduled with { ClosesAt = scheduled.ClosesAt.AddSeconds(1) };
            await Send(later, () => Market.Schedule(later));
        }
        await World.Delay(wait);
        if (Chance.PerMille(300)) { await Clear(terms); }
    }

    private async Task RunByHand(RoundTerms terms)
    {
        await World.Delay(Chance.Wait(0, 2 * scene.RoundMs));
        if (Chance.PerMille(500))
        {
            await Send(new CloseOf(terms.Round), () => Market.Close(terms.Round));
            await World.Delay(Chance.Wait(0, scene.RoundMs));
        }
        var first = Clear(terms);
        if (Chance.PerMille(250))
        {
            // A second operator clears too, on the same terms or on others.
            await World.Delay(Chance.Wait(0, 100));
            var delta = Chance.Even() ? terms.CapacityDelta : new CubicFeet(7);
            await Clear(terms with { CapacityDelta = delta });
        }
        await first;
        if (Rules.ContestWindowSeconds > 0 && Chance.PerMille(600)) { await Void(terms); }
    }

    // Of two operators, one asks and one approves: now and then it is the same one, or it is withdrawn.
    private async Task Void(RoundTerms terms)
    {
        await World.Delay(Chance.Wait(0, 500));
        var rerun = terms with { Reserve = new Fee(Chance.Pick([0, 250_000, 1_000_000])) };
        await ByTwo(new ProposedAct(Void: rerun));
    }

    private async Task ByTwo(ProposedAct act)
    {
        var proposal = new ProposalOf($"p-{++_ids}", act);
        await Send(proposal, () => As("olga", () => Market.Propose(proposal.Id, act, "a wrong reserve")));
        await World.Delay(Chance.Wait(0, 1_000));
        if (Chance.PerMille(150)) { await Decide(proposal.Id, "olga", approves: true); }
        await Decide(proposal.Id, "omar", approves: !Chance.PerMille(150));
        if (Chance.PerMille(150)) { await Decide(proposal.Id, "olga", approves: false); }
    }

    private Task Decide(string id, string by, bool approves) => Send(
        new DecisionOn(id, by, approves),
        () => As(by, () => approves ? Market.Approve(id) : Market.Withdraw(id)));

    private static async Task<TAnswer> As<TAnswer>(string by, Func<Task<TAnswer>> send)
    {
        RequestContext.Set(CallContext.By, by);
        return await send();
    }

    private Task Clear(RoundTerms terms) => Send(terms, () => Market.Clear(terms));

    private Task ChangeCapacity()
    {
        var delta = new CubicFeet(Chance.Between(-60, 200));
        var change = new CapacityChange($"k-{++_ids}", delta);
        return -delta.Value > Rules.FourEyesCut?.Value
            ? ByTwo(new ProposedAct(Capacity: change))
            : Send(change, () => Market.ChangeCapacity(change));
    }

    private async Task Review()
    {
        foreach (var seller in scene.Sellers)
        {
            var account = Grains.GetGrain<ISellerGrain>(seller);
            var reports = await Look(market, seller, () => account.Sales(market, 0, 100));
            foreach (var report in reports.IsDefault ? [] : reports)
            {
                if (Chance.Even()) { continue; }
                var review = new SalesReview(
                    market, report.Id, Chance.Pick(Enum.GetValues<SalesState>()), "checked")
                {
                    Id = $"v-{market}-{++_ids}",
                };
                await Insist(
                    Keep(new Command(market, seller, review)),
                    () => account.ReviewSales(market, review));
            }
        }
    }

    private async Task Correct()
    {
        foreach (var seller in scene.Sellers)
        {
            if (Chance.Even()) { continue; }
            var correction = new Correction(
                $"x-{market}-{++_ids}", market, new Money(Chance.Between(-500, 500)), "a late invoice");
            var command = Keep(new Command(market, seller, correction));
            await Insist(command, () => Grains.GetGrain<ISellerGrain>(seller).Correct(correction));
        }
    }

    private Task Stage<TAnswer>(string verb, Func<Task<TAnswer>> send)
        where TAnswer : notnull => Send(new StageOf(verb), send);

    private Task Send<TAnswer>(object body, Func<Task<TAnswer>> send)
        where TAnswer : notnull => Insist(Keep(new Command(market, "", body)), send);
}
