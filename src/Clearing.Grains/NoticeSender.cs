using System.Collections.Immutable;
using Clearing.Allocation.Zones;
using Clearing.Contracts;
using Clearing.Market;

namespace Clearing.Grains;

/// <summary>Tells sellers what their market has for them, until all have accepted it.</summary>
/// <remarks>
/// It runs outside any call, in lanes, so that one slow seller holds up only its own lane. A seller
/// that does not answer is left for the next time; accepting twice changes nothing there.
/// </remarks>
/// <param name="grain">The market's grain.</param>
/// <param name="sellers">Where the sellers are.</param>
/// <param name="market">The market's state.</param>
/// <param name="commit">Records facts and completes when they are durable.</param>
internal sealed class NoticeSender(
    IGrainBase grain,
    IGrainFactory sellers,
    Func<CapacityMarket> market,
    Func<ImmutableArray<MarketEvent>, Task> commit)
{
    private const int Lanes = 8;
    private const int NoticesPerLane = 256;
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(10);

    // Sellers being told, and those that did not answer this time.
    private readonly HashSet<string> _busy = new(StringComparer.Ordinal);
    private readonly Queue<Notice> _next = new();
    private IGrainTimer? _timer;

    /// <summary>Starts telling soon if there is anything to tell.</summary>
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
        while (!market().Untold(1, _busy).IsEmpty)
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
        while (Next() is { Length: > 0 } notices)
        {
            // Nobody is told what is not durable yet.
            await commit([]);
            var told = Array.ConvertAll(notices, TellOne);
            try
            {
                await Task.WhenAll(told);
            }
            catch (Exception)
            {
                // Whether those have it is unknown: they stay busy, and are told again.
            }
            var accepted = notices.Where((_, i) => told[i].IsCompletedSuccessfully).ToArray();
            await commit(market().Told(accepted));
            foreach (var notice in accepted) { _busy.Remove(notice.Seller); }
        }
    }

    /// <summary>The next notices for a lane; none when all are told or being told.</summary>
    /// <remarks>
    /// Taken from the market for all lanes at once: it passes over all that are busy.
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

    /// <summary>Completes when the seller has it; if it fails, that is unknown.</summary>
    /// <remarks>
    /// Where credits come from days, the seller's zone is told first: before a settlement it hands
    /// over all that the days sold.
    /// </remarks>
    private async Task TellOne(Notice notice)
    {
        if (notice.Terms.CreditsFrom == CreditSource.Days)
        {
            var zone = ZoneKey.Of(MarketKey.Parse(notice.Market));
            await sellers.GetGrain<IZoneSellerInbox>(ZoneKey.OfSeller(zone, notice.Seller))
                .Accept(notice);
        }
        await sellers.GetGrain<ISellerInbox>(notice.Seller).Accept(notice);
    }
}
