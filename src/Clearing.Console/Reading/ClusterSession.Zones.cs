using Clearing.Allocation.Facts;
using Clearing.Allocation.Sellers;
using Clearing.Allocation.Zones;
using Clearing.Pages.Access;

namespace Clearing.Pages.Reading;

internal sealed partial class ClusterSession
{
    /// <summary>
    /// A seller's announced base of a market's period, with all that it follows from; the value is
    /// null if none was announced. To sellers its ratios are rounded.
    /// </summary>
    public Task<Answer<BaseView?>> Base(string seller, MarketKey market) =>
        Ask(Permit.Base, seller, $"{market}", "", async () =>
        {
            var view = await cluster.Ask(
                cluster.SellerIn(ZoneKey.Of(market), seller).Base(market.Period),
                CancellationToken.None);
            return _caller!.Oversees(market.Region) ? view : view?.ForSellers();
        });

    /// <summary>The rules of a market's zone; the value is null if no such zone is configured.</summary>
    public Task<Answer<ZoneTerms?>> Zone(MarketKey market) =>
        Ask(Permit.ZoneTerms, null, $"{market}", "", () => cluster.Ask(
            cluster.Zone(ZoneKey.Of(market)).Terms(), CancellationToken.None));

    /// <summary>What a bid would probably get, cost and bring in; see the API's advice.</summary>
    /// <param name="seller">The seller.</param>
    /// <param name="market">The market.</param>
    /// <param name="fee">The bid's max fee.</param>
    /// <param name="volume">Cubic feet, 1 or more.</param>
    public async Task<Answer<AdviceAnswer>> Advice(
        string seller, MarketKey market, Fee fee, long volume)
    {
        var answer = await Ask(
            Permit.Advice, seller, $"{market}", $"{fee.Micros} {volume}",
            () => AdviceEndpoint.Of(
                seller, new ZoneInPath(ZoneKey.Of(market), null), market.Period,
                AdviceQuery.Of(fee.Micros, volume), cluster, clock, CancellationToken.None));
        return answer.Failure is { } failure ? failure
            : answer.Value.Wrong is { } wrong ? Failure.Of(wrong)
            : answer.Value.Advice!;
    }

    /// <summary>The newest days with facts of a seller in a market's zone, ascending.</summary>
    /// <param name="seller">The seller.</param>
    /// <param name="market">A market of the zone.</param>
    /// <param name="most">How many days back from today, 1 to 1_000.</param>
    public Task<Answer<ImmutableArray<EffectiveDay>>> Days(
        string seller, MarketKey market, int most)
    {
        // The zone's own day may be ahead of that of UTC.
        var last = DateOnly.FromDateTime(Now.UtcDateTime).AddDays(1);
        return Ask(Permit.Days, seller, $"{market}", $"{most}", () => cluster.Ask(
            cluster.SellerIn(ZoneKey.Of(market), seller).Days(last.AddDays(-most), last, most + 1),
            CancellationToken.None));
    }
}
