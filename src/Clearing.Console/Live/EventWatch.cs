using System.Collections.Concurrent;
using Clearing.Allocation.Zones;

namespace Clearing.Pages.Live;

/// <summary>
/// Knows in which zones planned events wait for an operator. It asks once for all readers, with the
/// process's own rights; who may see what it finds is decided where a reader gets it.
/// </summary>
/// <param name="cluster">The grains.</param>
/// <param name="clock">The process's clock.</param>
internal sealed class EventWatch(Cluster cluster, TimeProvider clock)
{
    private const int PlannersOfCall = 100;
    private const int MaxPlanners = 1_000;

    // All sellers of a zone that plan events are asked. Where none waits, that is done less often.
    private static readonly TimeSpan UntilNext = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<string, (bool Wait, DateTimeOffset At)> _known = new();

    /// <summary>Marks the first live market of each zone in which an event waits.</summary>
    /// <param name="all">Markets, by key.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<ImmutableArray<WatchedMarket>> Mark(
        ImmutableArray<WatchedMarket> all, CancellationToken cancellationToken)
    {
        WatchedMarket[] first =
        [
            .. all.Where(sight => sight.Report.Stage != MarketStage.Settled)
                .DistinctBy(sight => ZoneKey.Of(sight.Key)),
        ];
        var marked = new HashSet<WatchedMarket>(ReferenceEqualityComparer.Instance);
        foreach (var part in first.Chunk(PlannersOfCall))
        {
            var wait = await Task.WhenAll(
                part.Select(sight => Wait(ZoneKey.Of(sight.Key), cancellationToken)));
            marked.UnionWith(part.Where((_, place) => wait[place]));
        }
        return [.. all.Select(sight => marked.Contains(sight) ? sight with { EventsWait = true } : sight)];
    }

    private async Task<bool> Wait(string zone, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_known.TryGetValue(zone, out var known) && !known.Wait && now < known.At + UntilNext)
        {
            return false;
        }
        try
        {
            var wait = await Look(zone, cancellationToken);
            _known[zone] = (wait, now);
            return wait;
        }
        catch (OutcomeUnknownException)
        {
            // The markets are shown meanwhile, and the zone is asked again at the next look.
            return known.Wait;
        }
    }

    private async Task<bool> Look(string zone, CancellationToken cancellationToken)
    {
        var after = "";
        for (var seen = 0; seen < MaxPlanners; seen += PlannersOfCall)
        {
            var (sellers, events) = await cluster.WaitingEvents(
                zone, after, PlannersOfCall, cancellationToken);
            if (!events.IsEmpty) { return true; }
            if (sellers.Length < PlannersOfCall) { return false; }
            after = sellers[^1];
        }
        return false;
    }
}
