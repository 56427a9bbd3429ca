using System.Collections.Immutable;
using Clearing.Allocation.Zones;
using Clearing.Contracts;
using Clearing.Market;

namespace Clearing.Grains;

/// <summary>Sends a market's notices to its sellers until all have accepted them.</summary>
/// <remarks>
/// It runs outside any call, in lanes, so that one slow seller holds up only its own lane. A seller
/// that does not answer is left for the next time; accepting a notice twice changes nothing. An
/// activation that is about to end waits for no seller.
/// </remarks>
/// <param name="grain">The market's grain.</param>
/// <param name="sellers">Gives access to the sellers.</param>
/// <param name="market">The market's state.</param>
/// <param name="commit">Records facts and completes when they are durable.</param>
/// <param name="clock">The process's clock.</param>
/// <param name="ending">Set when the activation is about to end.</param>
internal sealed class NoticeSender(
    IGrainBase grain,
    IGrainFactory sellers,
    Func<CapacityMarket> market,
    Func<ImmutableArray<MarketEvent>, Task> commit,
    TimeProvider clock,
    CancellationToken ending)
{
    private const int Lanes = 8;
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);
    private const int NoticesPerLane = 256;
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(10);

    // Sellers that are being notified, and those that did not answer this time.
    private readonly HashSet<string> _busy = new(StringComparer.Ordinal);
    private readonly Queue<Notice> _next = new();
    private IGrainTimer? _timer;

    /// <summary>Starts sending soon if there is anything to send.</summary>
    public void Start()
    {
        if (_timer is not null || market().UntoldCount == 0) { return; }
        _timer = grain.RegisterGrainTimer(
            _ => Tell(), new GrainTimerCreationOptions(TimeSpan.Zero, Again) { Interleave = true });
    }

    private async Task Tell()
    {
        _busy.Clear();
        _next.Clear();
        while (!ending.IsCancellationRequested && !market().Untold(1, _busy).IsEmpty)
        {
            var lanes = new Task[Lanes];
            for (var i = 0; i < Lanes; i++) { lanes[i] = TellInLane(); }
            await Task.WhenAll(lanes);
        }
        if (market().UntoldCount > 0) { return; }
        _timer?.Dispose();
        _timer = null;
    }

    private async Task TellInLane()
    {
        while (!ending.IsCancellationRequested && Next() is { Length: > 0 } notices)
        {
            // No seller is notified of what is not yet durable.
            await commit([]);
            var told = Array.ConvertAll(notices, TellOne);
            try
            {
                await Answered(Task.WhenAll(told));
            }
            catch (Exception)
            {
                // It is unknown whether they have it: they stay busy and are notified again.
            }
            var accepted = notices.Where((_, i) => told[i].IsCompletedSuccessfully).ToArray();
            await commit(market().Told(accepted));
            foreach (var notice in accepted) { _busy.Remove(notice.Seller); }
        }
    }

    // A silo that stops still hears those that answer at once, so that they are not notified again.
    private async Task Answered(Task all)
    {
        try
        {
            await all.WaitAsync(ending);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // What cannot be recorded any more is not worth waiting for: this throws then.
            market();
            await all.WaitAsync(Grace, clock);
        }
    }

    /// <summary>
    /// The next notices for a lane; none if every seller is notified or is being notified.
    /// </summary>
    /// <remarks>
    /// They are taken from the market for all lanes at once, because it passes over all that are
    /// busy.
    /// </remarks>
    private Notice[] Next()
    {
        if (_next.Count == 0)
        {
            foreach (var notice in market().Untold(Lanes * NoticesPerLane, _busy))
            {
                _busy.Add(notice.Seller);
                _next.Enqueue(notice);
            }
        }
        var notices = new Notice[Math.Min(_next.Count, NoticesPerLane)];
        for (var i = 0; i < notices.Length; i++) { notices[i] = _next.Dequeue(); }
        return notices;
    }

    /// <summary>
    /// Completes when the seller has it; if it fails, it is unknown whether the seller has it.
    /// </summary>
    /// <remarks>
    /// The seller's zone is told first: before a settlement it hands over all that the days sold, and
    /// the account may take it from the notice that the zone knows the seller's space.
    /// </remarks>
    private async Task TellOne(Notice notice)
    {
        if (notice.Terms.TellsZone)
        {
            var zone = ZoneKey.Of(MarketKey.Parse(notice.Market));
            await sellers.GetGrain<IZoneSellerInbox>(ZoneKey.OfSeller(zone, notice.Seller))
                .Accept(notice);
        }
        await sellers.GetGrain<ISellerInbox>(notice.Seller).Accept(notice);
    }
}
