using System.Collections.Immutable;
using Clearing.Contracts;
using Clearing.Market;

namespace Clearing.Simulation;

/// <summary>One run: a seed's faults and clients, a quiet end, and the checks.</summary>
public sealed class Run
{
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan MaxRetryTime = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(75);

    private readonly World _world;
    private readonly Faults _faults;
    private readonly Storage _storage;
    private readonly History _history = new();
    private readonly Coverage _coverage = new();
    private readonly CallGraph _graph = new();
    private readonly Scene _scene;
    private readonly Chance _chance;
    private readonly long _seed;
    private Cluster? _cluster;

    private Run(long seed, TextWriter? reader)
    {
        _seed = seed;
        _storage = new Storage(seed);
        // A fork, because streams of neighbouring seeds are the same stream a step apart.
        _chance = new Chance(unchecked((ulong)seed)).Fork();
        _world = new World(_chance, new Trace(reader));
        _faults = new Faults(_chance, _world, _coverage);
        _scene = Scene.Draw(_chance.Fork());
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
            run._world.Violations.Add($"The run broke: {failure}");
        }
        return new Outcome(seed, run._world.Trace.Hash, run._world.Turns, run._coverage, run._world.Violations);
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
        _world.Soon(null, () => Start(clients));
        var allDone = () => clients.Count > 0 && clients.TrueForAll(client => client.IsCompleted);
        _world.RunUntil(() => allDone() || _world.Violations.Count > 0, MaxLifetime);
        if (_world.Violations.Count > 0) { return; }
        _world.Soon(null, Stop);
        _world.RunUntil(() => !_faults.IsOn, Quiet);
        if (!_world.RunUntil(allDone, MaxRetryTime)) { _world.Violations.Add("A client never got an answer."); }
        foreach (var client in clients)
        {
            if (client.Exception is { } failure) { _world.Violations.Add($"A client broke: {failure}"); }
        }
        _world.RunUntil(() => false, Quiet);
        CheckJournal();
        if (_world.Violations.Count > 0) { return; }
        _world.RunUntil(() => false, TimeSpan.FromSeconds(2 * _faults.Plan.IdleSeconds + 70));
        CheckViews();
    }

    private void Start(List<Task> clients)
    {
        _cluster = new Cluster(_world, _faults, _storage, _graph);
        _ = new Chaos(_world, _faults, _cluster);
        foreach (var market in _scene.Markets)
        {
            clients.Add(new OperatorClient(
                _world, _faults, _cluster.Clients, _history, _chance.Fork(), _scene,
                market).Live());
        }
        for (var i = 0; i < _scene.Sellers.Length; i++)
        {
            clients.Add(new SellerClient(
                _world, _faults, _cluster.Clients, _history, _chance.Fork(), _scene, _scene.Sellers[i], i + 1).Live());
        }
    }

    private void Stop()
    {
        _faults.Stop();
        _cluster!.Heal();
    }

    private void CheckJournal()
    {
        var truth = new Truth(_storage.Opened());
        _world.Violations.AddRange(truth.Wrong);
        new HistoryChecker(truth, _history, _world.Violations.Add).Check();
        new SightChecker(truth, _history, _world.Violations.Add).Check();
        new TellingChecker(truth, _world.Violations.Add).Check();
        new FoldChecker(truth, _world.Violations.Add).Check();
        foreach (var market in truth.Markets.Keys.Except(truth.Directory()))
        {
            if (truth.Market(market).Stage != MarketStage.Unknown)
            {
                _world.Violations.Add($"{market} is open and not in the directory.");
            }
        }
    }

    private void CheckViews()
    {
        var look = default(Task);
        _world.Soon(null, () => look = Look());
        if (!_world.RunUntil(() => look is { IsCompleted: true }, MaxRetryTime))
        {
            _world.Violations.Add("The grains do not answer.");
        }
        if (look?.Exception is { } failure) { _world.Violations.Add($"The grains do not answer: {failure}"); }
    }

    private async Task Look()
    {
        var checker = new ViewChecker(new Truth(_storage.Opened()), _world.Violations.Add);
        foreach (var market in _scene.Markets)
        {
            var grain = _cluster!.Clients.GetGrain<IRoundGrain>(market);
            var rounds = await Ask(() => grain.Rounds());
            var awards = new Dictionary<int, List<Award>>();
            foreach (var round in rounds) { awards.Add(round.Terms.Round, await AwardsOf(grain, round)); }
            checker.Check(market, new FinalMarket(SiloClock.At(_world.Now), await Ask(grain.Report), rounds, awards));
        }
        foreach (var seller in _scene.Sellers) { checker.Check(seller, await Look(seller)); }
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
        var grain = _cluster!.Clients.GetGrain<ISellerGrain>(seller);
        var bids = new Dictionary<string, ImmutableArray<BidView>>();
        var statements = new Dictionary<string, Statement?>();
        foreach (var market in _scene.Markets)
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
