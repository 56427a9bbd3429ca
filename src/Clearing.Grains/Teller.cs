using System.Collections.Immutable;
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
internal sealed class Teller(
    IGrainBase grain,
    IGrainFactory sellers,
    Func<CapacityMarket> market,
    Func<ImmutableArray<MarketEvent>, Task> commit)
{
    private const int Lanes = 8;
    private const int NoticesPerLane = 256;
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(10);

    private readonly HashSet<string> busy = new(StringComparer.Ordinal);
    private readonly HashSet<string> silent = new(StringComparer.Ordinal);
    private IGrainTimer? timer;

    /// <summary>Starts telling soon if there is anything to tell.</summary>
    public void Start()
    {
        if (timer is not null || market().UntoldCount == 0) { return; }
        timer = grain.RegisterGrainTimer(
            _ => Tell(), new GrainTimerCreationOptions(TimeSpan.Zero, Again) { Interleave = true });
    }

    private async Task Tell()
    {
        busy.Clear();
        silent.Clear();
        while (!market().Untold(1, busy).IsEmpty)
        {
            var lanes = new Task[Lanes];
            for (var i = 0; i < Lanes; i++) { lanes[i] = TellInLane(); }
            await Task.WhenAll(lanes);
        }
        if (market().UntoldCount > 0) { return; }
        timer?.Dispose();
        timer = null;
    }

    private async Task TellInLane()
    {
        while (market().Untold(NoticesPerLane, busy) is { IsEmpty: false } notices)
        {
            foreach (var notice in notices) { busy.Add(notice.Seller); }
            // Nobody is told what is not durable yet.
            await commit([]);
            var accepted = await Task.WhenAll(notices.Select(TellOne));
            await commit(market().Told(notices.Where((_, i) => accepted[i])));
            foreach (var notice in notices)
            {
                if (!silent.Contains(notice.Seller)) { busy.Remove(notice.Seller); }
            }
        }
    }

    /// <summary>True when the seller has it; false when that is unknown and it must be told again.</summary>
    private async Task<bool> TellOne(Notice notice)
    {
        try
        {
            await sellers.GetGrain<ISellerGrain>(notice.Seller).Accept(notice);
            return true;
        }
        catch (Exception)
        {
            silent.Add(notice.Seller);
            return false;
        }
    }
}
