using Clearing.Allocation.Bases;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Projections;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Zones;
using Clearing.Contracts;
using Clearing.Market;
using Clearing.Market.Curtailments;

namespace Clearing.Simulation;

/// <summary>
/// One run of a month: a zone computes and announces bases and offers what is left to the market,
/// which clears and is curtailed; sellers use more than their limit and are billed. All of it goes
/// through a seed's faults. In the end bases, capacity, compensations and bills are what the facts
/// give.
/// </summary>
public sealed class MonthRun : RunInZone
{
    private const int Rounds = 3;
    private const int Reports = 10;
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromMinutes(60);

    private readonly bool _byCalendar;
    private readonly long _capacity;
    private readonly List<Task> _later = [];

    private MonthRun(long seed, TextWriter? reader)
        : base(
            seed, reader, MonthScene.Market, MaxLifetime, MonthScene.Pace, MonthScene.Start)
    {
        _byCalendar = Chance.PerMille(400);
        _capacity = Chance.Between(200, 1_500);
    }

    private protected override string Kind => "months";

    /// <summary>Runs a seed.</summary>
    /// <param name="seed">Decides everything.</param>
    /// <param name="reader">Where a readable trace goes; null for none.</param>
    public static Outcome Of(long seed, TextWriter? reader = null) => new MonthRun(seed, reader).Go();

    /// <summary>The first of some seeds that fails, and how; null if none does.</summary>
    /// <param name="from">The first seed.</param>
    /// <param name="most">The most seeds to run.</param>
    public static (long Seed, string Violation)? FirstFailure(long from, int most) =>
        FirstFailure(seed => Of(seed), from, most);

    private protected override void Check(ZoneTruth truth)
    {
        new AllocationChecker(truth, World.Violations.Add).Check();
        new CurtailmentChecker(truth, World.Violations.Add).Check();
        new OverageChecker(truth, World.Violations.Add).Check();
        new BaseCutChecker(truth, World.Violations.Add).Check();
    }

    private protected override async Task Trade()
    {
        await Insist(() => Zone.Configure(MonthScene.Terms), ZoneStatus.Configured);
        await Task.WhenAll(MonthScene.Sellers.SkipLast(1).Select(Enter));
        await Task.WhenAll([
            Open(), _byCalendar ? Schedule() : Allocate(), Enter(MonthScene.Sellers[^1]),
        ]);
        await Until(RunStage.Offering);
        if (Chance.Even()) { await CutBases(); }
        await Task.WhenAll([Sell(), .. MonthScene.Sellers.Select(Use)]);
        await UntilDay(MonthScene.Last.AddDays(3));
        await Until(RunStage.Confirmed);
        await Insist(Market.Settle, SettleStatus.Settled);
        // Some sellers are silent: nothing of theirs may wait for a fact.
        await Task.WhenAll(MonthScene.Sellers.Where(_ => Chance.Even())
            .Select(seller => Use(seller, "late", Reports / 2)));
        await Task.WhenAll(_later);
    }

    private async Task Enter(string seller)
    {
        var own = Days(seller);
        await World.Delay(Chance.Wait(0, 20_000));
        if (MonthScene.ProfileOf(seller) is { } profile)
        {
            await Insist(() => own.SetProfile(profile), true);
        }
        DayReport[] past = [.. MonthScene.Past(Chance)];
        var known = Chance.Between(30, past.Length);
        await Insist(() => own.Report([.. past[..known]]));
        _later.Add(Plan(seller));
        if (known < past.Length) { _later.Add(Insist(() => own.Report([.. past[known..]]))); }
    }

    // A deal of the seller, on which an operator decides before a run asks for it, or after.
    private async Task Plan(string seller)
    {
        var own = Days(seller);
        await World.Delay(Chance.Wait(0, 40_000));
        var first = MonthScene.First.AddDays(Chance.Below(20));
        var plan = new EventPlan(
            "deal", first, first.AddDays(Chance.Below(9)), Chance.Between(500_000, 4_000_000),
            Chance.Below(5_000));
        await Insist(() => own.ProposeEvent(plan), EventPlanStatus.Recorded);
        if (Chance.PerMille(300)) { return; }
        await World.Delay(Chance.Wait(0, 20_000));
        var verdict = Chance.PerMille(800) ? EventState.Confirmed : EventState.Declined;
        await Insist(
            () => own.DecideEvent(new("deal", verdict, "as agreed")), EventDecisionStatus.Decided);
        if (verdict == EventState.Declined || Chance.PerMille(600)) { return; }
        await World.Delay(Chance.Wait(0, 20_000));
        await Insist(
            () => own.DecideEvent(new("deal", EventState.Withdrawn, "it is off")),
            EventDecisionStatus.Decided);
    }

    // An operator may open the market before the announcement, after it, or leave that to the zone.
    private async Task Open()
    {
        await World.Delay(Chance.Wait(0, 200_000));
        if (Chance.Even()) { return; }
        await Insist(
            () => Market.Open(new MarketConfig { CreditsFrom = CreditSource.Days }),
            OpenStatus.Opened);
    }

    private async Task Schedule()
    {
        await Insist(
            () => Zone.Schedule(new("plan", MonthScene.Period, [_capacity])),
            RunScheduleStatus.Scheduled);
        var stage = ScheduledStage.Waiting;
        while (stage != ScheduledStage.Confirmed)
        {
            await World.Delay(TimeSpan.FromSeconds(5));
            await Insist(async () => stage = (await Zone.Schedules())[0].Stage);
        }
    }

    private async Task Allocate()
    {
        for (var (number, done) = (1, false); !done; number++)
        {
            var id = $"run-{number}";
            var begin = new RunBegin(id, MonthScene.Period, [_capacity + number, _capacity]);
            await Insist(() => Zone.Begin(begin), RunStatus.Begun);
            while (!await IsDraft(id)) { await World.Delay(TimeSpan.FromSeconds(1)); }
            if (number == 1 && Chance.Even())
            {
                await Insist(
                    () => Zone.Override(new(MonthScene.Period, "steady", 123, "as agreed")),
                    OverrideStatus.Set);
                // The draft is outdated now.
                if (Chance.Even()) { await Insist(() => Zone.Confirm(new("too-early", id))); }
                continue;
            }
            await Insist(
                () => Zone.Confirm(new($"confirm-{number}", id)), ConfirmStatus.Confirmed);
            done = true;
        }
    }

    private async Task<bool> IsDraft(string run)
    {
        RunStage? stage = null;
        await Insist(async () => stage = (await Zone.Run(run))?.Stage);
        return stage >= RunStage.Draft;
    }

    // What fails again and again may hold up a run for longer than its period lasts.
    private async Task Until(RunStage stage)
    {
        var seen = RunStage.Gathering;
        while (seen < stage)
        {
            if (Today >= MonthScene.First && Faults.IsOn) { World.Soon(null, EndFaults); }
            await World.Delay(TimeSpan.FromSeconds(5));
            await Insist(async () => seen = (await Zone.Runs(0, 10)).Max(run => run.Stage));
        }
    }

    private async Task Sell()
    {
        for (var round = 1; round <= Rounds; round++)
        {
            foreach (var name in MonthScene.Sellers)
            {
                var seller = Cluster.Clients.GetGrain<ISellerGrain>(name);
                var bid = new Bid(
                    $"{name}-{round}", name, new Fee(1_000_000 - (round * 150_000)),
                    new CubicFeet(60), new CubicFeet(Chance.Even() ? 40 : 0));
                await Insist(() => seller.Place(MonthScene.Market, bid));
            }
            var terms = new RoundTerms(round, new CubicFeet(round == 1 ? 100 : 20));
            await Insist(() => Market.Clear(terms));
            await World.Delay(Chance.Wait(1_000, 100_000));
            if (Chance.PerMille(700)) { await Curtail($"cut-{round}"); }
        }
        // What the market tells of this may come after the bill.
        await UntilDay(MonthScene.Last);
        await World.Delay(Chance.Wait(0, 25_000));
        if (Chance.Even()) { await Curtail("cut-late"); }
    }

    private async Task Curtail(string id)
    {
        long pool = 0;
        await Insist(async () => pool = (await Market.Report()).Pool.Value);
        var cut = new SpaceCut(
            id, new(Math.Max(0, pool) + Chance.Between(1, 90)),
            DateOnly.FromDayNumber(Math.Min(
                Today.DayNumber + Chance.Between(0, 9), MonthScene.Last.DayNumber)));
        CurtailReceipt? receipt = null;
        await Insist(async () => receipt = await Market.Curtail(cut));
        foreach (var left in receipt?.Taken?.Awards.Where(of => of.BelowMin) ?? [])
        {
            if (Chance.Even()) { await EndRest(new($"end-{id}-{left.AwardId}", left.AwardId, left.Seller)); }
        }
    }

    // A rest that another one ended, or whose week is over, is refused.
    private async Task EndRest(RestEnd end)
    {
        var seller = Cluster.Clients.GetGrain<ISellerGrain>(end.Seller);
        await World.Delay(Chance.Wait(0, 60_000));
        await Insist(() => seller.EndRest(MonthScene.Market, end));
    }

    // Bases fall in the last days of the month, and in some seeds the cut is refused.
    private async Task CutBases()
    {
        var cut = new CutBase(
            "roof", MonthScene.Period, Chance.Between(1, 200),
            Today.AddDays(MonthScene.Rules.BaseCutNoticeDays + Chance.Below(3)));
        BaseCutStatus? answer = null;
        await Insist(async () => answer = (await Zone.CutBases(cut)).Status);
        if (answer == BaseCutStatus.Cut && cut.From <= MonthScene.Last.AddDays(-6))
        {
            _later.Add(SeeCut(cut));
        }
    }

    // A cut comes into force on its day by itself: nothing else wakes the zone before the bill.
    private async Task SeeCut(CutBase cut)
    {
        await UntilDay(cut.From);
        var stage = BaseCutStage.Announcing;
        while (stage != BaseCutStage.InForce)
        {
            if (Today >= cut.From.AddDays(2) && Faults.IsOn) { World.Soon(null, EndFaults); }
            await World.Delay(TimeSpan.FromSeconds(5));
            await Insist(async () => stage = (await Zone.BaseCuts(0, 1))[0].Stage);
        }
        if (Today > MonthScene.Last)
        {
            World.Violations.Add($"The cut of {cut.From:yyyy-MM-dd} was in force on {Today:yyyy-MM-dd}.");
        }
    }

    private async Task Use(string seller)
    {
        await UntilDay(MonthScene.First);
        await Use(seller, "use", Reports);
        await UntilDay(MonthScene.Last);
        var last = MonthScene.Use(Chance, "last", MonthScene.Last);
        await Insist(() => Days(seller).Report([last]));
    }

    private async Task Use(string seller, string prefix, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await World.Delay(Chance.Wait(0, prefix == "use" ? 120_000 : 5_000));
            var newest = Math.Min(Today.DayNumber, MonthScene.Last.DayNumber);
            var day = DateOnly.FromDayNumber(
                newest - Chance.Below(newest - MonthScene.First.DayNumber + 1));
            var report = MonthScene.Use(Chance, $"{prefix}-{i}", day);
            await Insist(() => Days(seller).Report([report]));
        }
    }

    private Task UntilDay(DateOnly day) => World.Delay(TimeSpan.FromTicks(Math.Max(
        0, (day.ToDateTime(default, DateTimeKind.Utc) - World.Date.UtcDateTime).Ticks / World.Pace)));
}
