using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Text;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Projections;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Zones;
using Clearing.Contracts;
using Clearing.Market;

namespace Clearing.Grains;

/// <summary>
/// Brings a zone's runs to their end: it asks and notifies the sellers, step by step.
/// </summary>
/// <remarks>
/// It runs outside any call, so that no cycle of calls can form. Every step asks all sellers of the
/// run and is one event in the zone; a step that a crash or a silent seller interrupts is taken
/// again from its start, and each seller gives the same answer. A seller that does not answer is asked
/// again first: among many sellers one is always away, and a step that began again for each of them
/// would never end. An activation that is about to end waits for no seller.
/// </remarks>
/// <param name="grain">The zone's grain.</param>
/// <param name="grains">Gives access to sellers, markets and the directory.</param>
/// <param name="key">The zone's key.</param>
/// <param name="zone">The zone's state.</param>
/// <param name="today">Today in the zone's time zone.</param>
/// <param name="remind">Registers the zone's wake-up.</param>
/// <param name="commit">Records facts and completes when they are durable.</param>
/// <param name="pause">
/// Waits a moment before a seller is asked again, and fails if another activation has gone on or the
/// journal does not say whether one has.
/// </param>
/// <param name="ending">Set when the activation is about to end.</param>
internal sealed partial class ZoneRunner(
    IGrainBase grain,
    IGrainFactory grains,
    string key,
    Func<Zone> zone,
    Func<DateOnly> today,
    Func<Task> remind,
    Func<ImmutableArray<ZoneEvent>, Task> commit,
    Func<Task> pause,
    CancellationToken ending)
{
    // The number of calls in flight at once; it is enough to keep every core and the journal busy.
    private const int SellersAtOnce = 1_024;
    private const int BiddersPerPage = 1_000;

    // How often a seller is asked before the step begins again and asks all the others again too.
    private const int Asks = 20;
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(10);

    private IGrainTimer? _timer;
    private bool _isRunning;

    /// <summary>Whether a run has anything to do, or the calendar has today.</summary>
    public bool HasDuty =>
        zone().UnderWay is not null || !zone().Offering.IsEmpty || !zone().Due(today()).IsEmpty
        || zone().MonthToBill(today()) is not null || zone().DueCut(today()) is not null;

    /// <summary>Starts soon if there is anything to do.</summary>
    public void Start()
    {
        if (_isRunning || !HasDuty) { return; }
        // A timer may already wait to offer capacity again; a run does not wait for it.
        _timer?.Dispose();
        _timer = grain.RegisterGrainTimer(
            _ => Run(), new GrainTimerCreationOptions(TimeSpan.Zero, Again) { Interleave = true });
    }

    private async Task Run()
    {
        // A tick of a timer that was replaced meanwhile may still come.
        if (_isRunning || ending.IsCancellationRequested) { return; }
        _isRunning = true;
        Exception? unoffered = null;
        try
        {
            // No seller is asked or notified because of something that is not yet durable.
            await commit([]);
            do
            {
                while (zone().UnderWay is { } run) { await commit([await Next(run)]); }
                while (zone().DueCut(today()) is { } cut) { await commit([await Next(cut)]); }
                foreach (var run in zone().Offering) { unoffered = await FailureOf(Offer(run)) ?? unoffered; }
                await commit(zone().Due(today()));
            }
            while (zone().UnderWay is not null);
            // A market that fails is asked again, but neither the calendar nor a bill waits for it.
            if ((await BillMonths() ?? unoffered) is { } failed) { ExceptionDispatchInfo.Throw(failed); }
        }
        finally
        {
            _isRunning = false;
        }
        if (HasDuty) { return; }
        _timer?.Dispose();
        _timer = null;
    }

    private async Task<ZoneEvent> Next(RunReport run) => run.Stage switch
    {
        RunStage.Gathering => await Gather(run),
        RunStage.Counting => await Count(run),
        RunStage.Sharing => await Share(run),
        RunStage.Announcing => await Announce(run),
        _ => throw new InvalidOperationException($"Run {run.Begin.Id} is under way as {run.Stage}."),
    };

    private async Task<ZoneEvent> Gather(RunReport run)
    {
        var directory = grains.GetGrain<IMarketDirectoryGrain>(IMarketDirectoryGrain.Key);
        var markets = await directory.List(key.Split('/')[0]).WaitAsync(ending);
        foreach (var market in markets.Where(of => of.StartsWith(key + "/", StringComparison.Ordinal)))
        {
            var book = grains.GetGrain<IRoundBook>(market);
            for (var seen = 0;
                await book.Bidders(seen, BiddersPerPage).WaitAsync(ending) is { Length: > 0 } page;)
            {
                seen += page.Length;
                await commit(zone().EnterBidders(page));
            }
        }
        return new SellersFixed(run.Begin.Id);
    }

    private async Task<ZoneEvent> Count(RunReport run)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (step, units, sellers, unprofiled) = (run.Step(), new WeekSeries([]), 0, 0);
        var absent = ImmutableArray.CreateBuilder<string>();
        await foreach (var (seller, entry) in AskOf(
            run, seller => SellerIn(seller).EnterRun(
                step, zone().HasBid(seller), zone().GivenIn(run, seller))))
        {
            if (!entry.TakesPart)
            {
                absent.Add(seller);
                continue;
            }
            sellers++;
            unprofiled += entry.HasProfile ? 0 : 1;
            hash.AppendData(Encoding.UTF8.GetBytes($"{seller}\n{entry.FactsHash}\n"));
            units = units.Values.IsEmpty ? entry.Units : WeekSeries.Sum([units, entry.Units]);
        }
        return new SellersCounted(
            run.Begin.Id, sellers, unprofiled, Convert.ToHexStringLower(hash.GetCurrentHash()),
            ZoneSeason.Of(units, step.Weeks, run.Rules), absent.ToImmutable());
    }

    private async Task<ZoneEvent> Share(RunReport run)
    {
        var (step, regular, sum) = (run.Step(), (Int128)0, default(ZoneSum));
        var (told, isLast) = (step.Rations.Length, step.Rations.Length == RunTerms.Periods);
        await foreach (var (_, answer) in AskOf(
            run, seller => SellerIn(seller).PlanRun(step, zone().OverridesOf(run, seller))))
        {
            regular += answer.RegularVolume;
            if (answer.Next is { } target) { sum += target; }
        }
        return new StepTaken(
            run.Begin.Id, told == 0 ? null : regular,
            isLast ? null : ZoneShare.Of(run.Begin.CapacityOf(told), sum, run.Rules));
    }

    private async Task<ZoneEvent> Announce(RunReport run)
    {
        await foreach (var _ in AskOf(run, seller => Tell(seller, run))) { }
        await OpenMarkets(run);
        return new RunAnnounced(run.Begin.Id);
    }

    private async Task<bool> Tell(string seller, RunReport run)
    {
        await SellerIn(seller).AnnounceRun(run.Begin.Id, run.ConfirmedOn!.Value);
        return true;
    }

    // A market that is not opened yet is asked again, and so is one in which another operator has
    // to approve that capacity leaves.
    private async Task Offer(RunReport run)
    {
        var market = grains.GetGrain<IRoundBook>($"{key}/{run.Period}");
        ActAs(zone().ConfirmerOf(run));
        var answer = await market.OfferCapacity(run.Offered()).WaitAsync(ending);
        if (answer is not (CapacityStatus.MarketUnknown or CapacityStatus.ApprovalNeeded)
            || run.Period.LastDay < today())
        {
            await commit([new CapacityOffered(run.Begin.Id, answer)]);
        }
    }

    // A seller that cannot be billed keeps its month open, and the later ones, but the others do not wait
    // for it.
    private async Task<Exception?> BillMonths()
    {
        Exception? unbilled = null;
        foreach (var month in zone().MonthsToBill(today()).ToArray())
        {
            // A zone whose runs an earlier version ended has no wake-up for the next month.
            await remind();
            unbilled = await Bill(month) ?? unbilled;
            if (unbilled is null) { await commit([new MonthBilled(month)]); }
        }
        return unbilled;
    }

    private async Task<Exception?> Bill(DateOnly month)
    {
        Exception? failed = null;
        await foreach (var (_, failure) in Ask(
            zone().Page, seller => FailureOf(Insist(() => Bill(seller, month)))))
        {
            failed ??= failure;
        }
        return failed;
    }

    private async Task<bool> Bill(string seller, DateOnly month)
    {
        await SellerIn(seller).BillMonth(month);
        return true;
    }

    private static async Task<Exception?> FailureOf(Task step)
    {
        try
        {
            await step;
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    private IAsyncEnumerable<(string Seller, TAnswer Answer)> AskOf<TAnswer>(
        RunReport run, Func<string, Task<TAnswer>> ask) =>
        Ask(
            (after, most) => zone().SellersOf(run, after, most), seller => Insist(() => ask(seller)));

    // The results are in the order of the sellers, whatever the order of their answers, so that
    // sums and hashes are always the same.
    private async IAsyncEnumerable<(string Seller, TAnswer Answer)> Ask<TAnswer>(
        Func<string, int, ImmutableArray<string>> sellersAfter, Func<string, Task<TAnswer>> ask)
    {
        var onTheirWay = new Queue<(string Seller, Task<TAnswer> Answer)>();
        var (after, rest) = ("", new Queue<string>());
        while (true)
        {
            while (onTheirWay.Count < SellersAtOnce)
            {
                if (rest.Count == 0)
                {
                    foreach (var seller in sellersAfter(after, SellersAtOnce))
                    {
                        rest.Enqueue(seller);
                        after = seller;
                    }
                }
                if (!rest.TryDequeue(out var next)) { break; }
                onTheirWay.Enqueue((next, ask(next)));
            }
            if (!onTheirWay.TryDequeue(out var first)) { yield break; }
            yield return (first.Seller, await first.Answer);
        }
    }

    private async Task<TAnswer> Insist<TAnswer>(Func<Task<TAnswer>> ask)
    {
        for (var asked = 1; ; asked++)
        {
            try
            {
                if (asked > 1) { await pause().WaitAsync(ending); }
                ending.ThrowIfCancellationRequested();
                return await ask().WaitAsync(ending);
            }
            catch (Exception away) when (!ending.IsCancellationRequested && IsAway(away) && asked < Asks)
            {
                // A pause that fails leaves the seller unasked. It counts, but it does not end the step.
            }
        }
    }

    // What is wrong with the call itself stays wrong; anything else may have passed the next time.
    private static bool IsAway(Exception failure) =>
        failure is not (ArgumentException or AccessDeniedException);

    private IZoneSellerRun SellerIn(string seller) =>
        grains.GetGrain<IZoneSellerRun>(ZoneKey.OfSeller(key, seller));
}
