using System.Collections.Immutable;
using Clearing.Contracts;
using Clearing.Market;

namespace Clearing.Simulation;

/// <summary>One run: a seed's faults and clients, a quiet end, and the checks.</summary>
public sealed class Run
{
    private static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(150);

    private readonly World world;
    private readonly Faults faults;
    private readonly Storage storage = new();
    private readonly History history = new();
    private readonly Coverage coverage = new();
    private readonly CallGraph graph = new();
    private readonly Scene scene;
    private readonly Chance chance;
    private readonly long seed;
    private Cluster? cluster;

    private Run(long seed, TextWriter? reader)
    {
        this.seed = seed;
        // A fork, because streams of neighbouring seeds are the same stream a step apart.
        chance = new Chance(unchecked((ulong)seed)).Fork();
        world = new World(chance, new Trace(reader));
        faults = new Faults(chance, world, coverage);
        scene = Scene.Draw(chance.Fork());
    }

    /// <summary>Runs a seed.</summary>
    /// <param name="seed">Decides everything.</param>
    /// <param name="reader">Where a readable trace goes; null for none.</param>
    public static Outcome Of(long seed, TextWriter? reader = null)
    {
        var run = new Run(seed, reader);
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

    /// <summary>The first of some seeds that fails, and how; null if none does.</summary>
    /// <param name="from">The first seed.</param>
    /// <param name="most">The most seeds to run.</param>
    public static (long Seed, string Violation)? FirstFailure(long from, int most)
    {
        for (var seed = from; seed < from + most; seed++)
        {
            if (Of(seed).Violations is [var violation, ..]) { return (seed, violation); }
        }
        return null;
    }

    private void Live()
    {
        var clients = new List<Task>();
        world.Soon(null, () => Start(clients));
        var allDone = () => clients.Count > 0 && clients.TrueForAll(client => client.IsCompleted);
        world.RunUntil(() => allDone() || world.Violations.Count > 0, LongestLife);
        if (world.Violations.Count > 0) { return; }
        world.Soon(null, Stop);
        world.RunUntil(() => !faults.IsOn, Quiet);
        if (!world.RunUntil(allDone, LongestRetry)) { world.Violations.Add("A client never got an answer."); }
        foreach (var client in clients)
        {
            if (client.Exception is { } failure) { world.Violations.Add($"A client broke: {failure}"); }
        }
        world.RunUntil(() => false, Quiet);
        CheckJournal();
        if (world.Violations.Count > 0) { return; }
        world.RunUntil(() => false, TimeSpan.FromSeconds(2 * faults.Plan.IdleSeconds + 70));
        CheckViews();
    }

    private void Start(List<Task> clients)
    {
        cluster = new Cluster(world, faults, storage, graph);
        _ = new Chaos(world, faults, cluster);
        foreach (var market in scene.Markets)
        {
            clients.Add(new OperatorClient(
                world, faults, cluster.Clients, history, chance.Fork(), scene, market).Live());
        }
        for (var i = 0; i < scene.Sellers.Length; i++)
        {
            clients.Add(new SellerClient(
                world, faults, cluster.Clients, history, chance.Fork(), scene, scene.Sellers[i], i + 1).Live());
        }
    }

    private void Stop()
    {
        faults.Stop();
        cluster!.Heal();
    }

    private void CheckJournal()
    {
        var truth = new Truth(storage.Journal);
        world.Violations.AddRange(truth.Wrong);
        new HistoryChecker(truth, history, world.Violations.Add).Check();
        new SightChecker(truth, history, world.Violations.Add).Check();
        new TellingChecker(truth, world.Violations.Add).Check();
        new FoldChecker(truth, world.Violations.Add).Check();
        foreach (var market in truth.Markets.Keys.Except(truth.Directory()))
        {
            if (truth.Market(market).Stage != MarketStage.Unknown)
            {
                world.Violations.Add($"{market} is open and not in the directory.");
            }
        }
    }

    private void CheckViews()
    {
        var look = default(Task);
        world.Soon(null, () => look = Look());
        if (!world.RunUntil(() => look is { IsCompleted: true }, LongestRetry))
        {
            world.Violations.Add("The grains do not answer.");
        }
        if (look?.Exception is { } failure) { world.Violations.Add($"The grains do not answer: {failure}"); }
    }

    private async Task Look()
    {
        var checker = new ViewChecker(new Truth(storage.Journal), world.Violations.Add);
        foreach (var market in scene.Markets)
        {
            var grain = cluster!.Clients.GetGrain<IRoundGrain>(market);
            var rounds = await Ask(() => grain.Rounds());
            var awards = new Dictionary<int, List<Award>>();
            foreach (var round in rounds) { awards.Add(round.Terms.Round, await AwardsOf(grain, round)); }
            checker.Check(market, new FinalMarket(SiloClock.At(world.Now), await Ask(grain.Report), rounds, awards));
        }
        foreach (var seller in scene.Sellers) { checker.Check(seller, await Look(seller)); }
    }

    /// <summary>A grain that finds itself behind says so once; asked again it is up to date.</summary>
    private static async Task<T> Ask<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (OutcomeUnknownException)
        {
            return await ask();
        }
    }

    private static async Task<List<Award>> AwardsOf(IRoundGrain grain, RoundReport round)
    {
        var all = new List<Award>();
        for (var page = await Ask(() => grain.Awards(round.Terms.Round, 0, 3)); !page.IsEmpty;)
        {
            all.AddRange(page);
            page = await Ask(() => grain.Awards(round.Terms.Round, all.Count, 3));
        }
        return all;
    }

    private async Task<FinalSeller> Look(string seller)
    {
        var grain = cluster!.Clients.GetGrain<ISellerGrain>(seller);
        var bids = new Dictionary<string, ImmutableArray<BidView>>();
        var statements = new Dictionary<string, Statement?>();
        foreach (var market in scene.Markets)
        {
            bids.Add(market, await Ask(() => grain.Bids(market)));
            statements.Add(market, await Ask(() => grain.Statement(market)));
        }
        var ledger = new List<LedgerEntry>();
        for (var page = await Ask(() => grain.Ledger(0, 10)); !page.IsEmpty;)
        {
            ledger.AddRange(page);
            page = await Ask(() => grain.Ledger(ledger.Count, 10));
        }
        return new FinalSeller(bids, statements, ledger, await Ask(grain.Allocations));
    }
}
