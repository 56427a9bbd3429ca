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
    private const int ZonesAtOnce = 100;
    private const int PlannersOfCall = 100;
    private const int MaxCalls = 10;

    // All sellers of a zone that plan events are asked. Where none waits, the next look comes the later
    // the more of them were asked.
    private static readonly TimeSpan UntilNext = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AfterSilence = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Known> _known = new();

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
        foreach (var part in first.Chunk(ZonesAtOnce))
        {
            var wait = await Task.WhenAll(
                part.Select(sight => Wait(ZoneKey.Of(sight.Key), cancellationToken)));
            marked.UnionWith(part.Where((_, place) => wait[place]));
        }
        return [.. all.Select(sight => marked.Contains(sight) ? sight with { EventsWait = true } : sight)];
    }

    private async Task<bool> Wait(string zone, CancellationToken cancellationToken)
    {
        var known = _known.GetValueOrDefault(zone, Known.Nothing);
        if (clock.GetUtcNow() >= known.AskAgain)
        {
            try
            {
                if (known.Seller is not { } seller || !await Waits(zone, seller, cancellationToken))
                {
                    known = await Look(zone, known.After, cancellationToken);
                }
            }
            catch (OutcomeUnknownException)
            {
                // The markets are shown meanwhile, and do not wait for this zone at each look.
                known = known with { AskAgain = clock.GetUtcNow() + AfterSilence };
            }
            _known[zone] = known;
        }
        return known.Seller is not null;
    }

    // While an event waits, its seller alone is asked.
    private async Task<bool> Waits(string zone, string seller, CancellationToken cancellationToken) =>
        !(await cluster.Ask(
            cluster.SellerIn(zone, seller).PlannedEvents(waiting: true, after: 0, most: 1),
            cancellationToken)).IsEmpty;

    // A look goes on where the one before it ended, so that it comes to every seller.
    private async Task<Known> Look(string zone, string after, CancellationToken cancellationToken)
    {
        for (var calls = 1; ; calls++)
        {
            var (sellers, events) = await cluster.WaitingEvents(
                zone, after, PlannersOfCall, cancellationToken);
            var now = clock.GetUtcNow();
            if (!events.IsEmpty) { return new(events[0].Seller, after, now); }
            after = sellers.Length < PlannersOfCall ? "" : sellers[^1];
            if (after.Length == 0 || calls == MaxCalls)
            {
                return new(Seller: null, after, now + (calls * UntilNext));
            }
        }
    }

    /// <summary>What the last look at a zone found.</summary>
    /// <param name="Seller">A seller whose event waits; null if none was found.</param>
    /// <param name="After">The seller after which the next look begins; empty for the first one.</param>
    /// <param name="AskAgain">When the zone is asked again.</param>
    private sealed record Known(string? Seller, string After, DateTimeOffset AskAgain)
    {
        public static readonly Known Nothing = new(null, "", DateTimeOffset.MinValue);
    }
}
