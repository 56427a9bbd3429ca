using System.Collections.Immutable;
using Clearing.Contracts;
using Clearing.Market;

namespace Clearing.Simulation;

/// <summary>One run: a seed's faults and clients, a quiet end, and the checks.</summary>
public sealed class Run : SeededRun
{
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan MaxRetryTime = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan RemindedWithin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LookedWithin = TimeSpan.FromMinutes(5);

    private readonly History _history = new();
    private readonly Scene _scene;

    private Run(long seed, TextWriter? reader)
        : base(seed, reader) => _scene = Scene.Draw(Chance.Fork());

    /// <summary>Runs a seed.</summary>
    /// <param name="seed">The seed, which determines everything.</param>
    /// <param name="reader">Receives a readable trace; null for none.</param>
    public static Outcome Of(long seed, TextWriter? reader = null) => new Run(seed, reader).Go();

    /// <summary>The first of some seeds that fails, and how; null if none does.</summary>
    /// <param name="from">The first seed.</param>
    /// <param name="most">The maximum number of seeds to run.</param>
    public static (long Seed, string Violation)? FirstFailure(long from, int most) =>
        FirstFailure(seed => Of(seed), from, most);

    private protected override void Live()
    {
        var clients = new List<Task>();
        foreach (var market in _scene.BegunInPlain)
        {
            Storage.OpenInPlain(
                market, _scene.Configs[_scene.Markets.IndexOf(market)], World.Date);
        }
        Begin(() => Start(clients));
        var allDone = () => clients.Count > 0 && clients.TrueForAll(client => client.IsCompleted);
        World.RunUntil(() => allDone() || World.Violations.Count > 0, MaxLifetime);
        if (World.Violations.Count > 0) { return; }
        World.Soon(null, EndFaults);
        World.RunUntil(() => !Faults.IsOn, Quiet);
        if (!World.RunUntil(allDone, MaxRetryTime)) { World.Violations.Add("A client never got an answer."); }
        clients.ForEach(Expect);
        EndQuietly();
        CheckJournal();
        if (World.Violations.Count > 0) { return; }
        World.RunUntil(() => false, TimeSpan.FromSeconds(2 * Faults.Plan.IdleSeconds + 70));
        LetWindowsEnd();
        CheckViews();
    }

    // A contest window or the calendar may end a round in the quiet time; its notices get as much.
    private void EndQuietly()
    {
        for (var (before, now) = (-1, Cleared()); now != before; (before, now) = (now, Cleared()))
        {
            World.RunUntil(() => false, Quiet);
        }
    }

    // A clock that was ahead makes a window end late. A market that is not in memory then is reminded
    // a little later, and neither that nor its notices may fall into the time of looking.
    private void LetWindowsEnd()
    {
        if (_scene.Configs.All(config => config.ContestWindowSeconds == 0)) { return; }
        while (EndOfWindow() is { } end) { World.RunUntil(() => false, end - World.Date + Quiet); }
    }

    private DateTimeOffset? EndOfWindow() => new Truth(Storage.Opened()).Markets.Values.Min(
        market => market.BindsAt > World.Date - RemindedWithin && market.BindsAt < World.Date + LookedWithin
            ? market.BindsAt : null);

    private int Cleared() => Storage.Journal.Streams.Sum(
        stream => Storage.Journal[stream].Count(happened => happened.Type == "round_cleared"));

    private void Start(List<Task> clients)
    {
        foreach (var market in _scene.Markets)
        {
            clients.Add(new OperatorClient(
                World, Faults, Cluster.Clients, _history, Chance.Fork(), _scene,
                market).Live());
        }
        for (var i = 0; i < _scene.Sellers.Length; i++)
        {
            clients.Add(new SellerClient(
                World, Faults, Cluster.Clients, _history, Chance.Fork(), _scene, _scene.Sellers[i], i + 1).Live());
        }
    }

    private void CheckJournal()
    {
        var truth = new Truth(Storage.Opened());
        World.Violations.AddRange(truth.Wrong);
        new HistoryChecker(truth, _history, World.Violations.Add).Check();
        new SightChecker(truth, _history, World.Violations.Add).Check();
        new TellingChecker(truth, World.Violations.Add).Check();
        new FoldChecker(truth, World.Violations.Add).Check();
        foreach (var market in truth.Markets.Keys.Except(truth.Directory()))
        {
            if (truth.Market(market).Stage != MarketStage.Unknown)
            {
                World.Violations.Add($"{market} is open and not in the directory.");
            }
        }
    }

    private void CheckViews()
    {
        var look = default(Task);
        World.Soon(null, () => look = Look());
        if (!World.RunUntil(() => look is { IsCompleted: true }, MaxRetryTime))
        {
            World.Violations.Add("The grains do not answer.");
        }
        if (look?.Exception is { } failure) { World.Violations.Add($"The grains do not answer: {failure}"); }
    }

    private async Task Look()
    {
        var checker = new ViewChecker(new Truth(Storage.Opened()), World.Violations.Add);
        foreach (var market in _scene.Markets)
        {
            var grain = Cluster.Clients.GetGrain<IRoundGrain>(market);
            var rounds = await Ask(() => grain.Rounds());
            var awards = new Dictionary<int, List<Award>>();
            foreach (var round in rounds) { awards.Add(round.Terms.Round, await AwardsOf(grain, round)); }
            checker.Check(market, new FinalMarket(World.Date, await Ask(grain.Report), rounds, awards));
        }
        foreach (var seller in _scene.Sellers) { checker.Check(seller, await Look(seller)); }
    }

    /// <summary>
    /// Calls again if a grain finds that it is stale, or if a slow disk made it answer too late; it
    /// then is up to date.
    /// </summary>
    private static async Task<T> Ask<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception late) when (late is OutcomeUnknownException or TimeoutException)
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
        var grain = Cluster.Clients.GetGrain<ISellerGrain>(seller);
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
