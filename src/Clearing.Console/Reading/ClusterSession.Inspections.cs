using Clearing.Pages.Access;

namespace Clearing.Pages.Reading;

internal sealed partial class ClusterSession
{
    private const int InspectionsOfCall = 1_000;

    /// <summary>
    /// What a monitor finds in a market, as far as the reader may know it; the value is null before
    /// the first cleared round.
    /// </summary>
    public Task<Answer<HealthAnswer?>> Health(string market) =>
        Ask(Permit.Health, null, market, "", () => MonitorEndpoints.HealthOf(
            market, _caller!, cluster, CancellationToken.None));

    /// <summary>
    /// The inspections of a market's sealed bids, newest last: all of them for auditors and the
    /// region's operators; for a seller those that saw its bids, without the operator and the
    /// reason.
    /// </summary>
    public async Task<Answer<ImmutableArray<InspectionRecord>>> InspectionsOfReader(string market)
    {
        var caller = await Reader();
        var whole = caller.OverseesMarket(market);
        var answer = await Ask(
            Permit.Inspections, null, market, "",
            () => AllInspections(market, whole ? null : caller.Subject));
        return answer.Failure is not null || whole
            ? answer
            : answer.Value.Select(seen => seen with
            {
                Inspection = seen.Inspection with { By = "", Reason = "" },
            }).ToImmutableArray();
    }

    private async Task<ImmutableArray<InspectionRecord>> AllInspections(string market, string? seller)
    {
        var all = ImmutableArray.CreateBuilder<InspectionRecord>();
        while (true)
        {
            var page = await cluster.Ask(
                cluster.Market(market).Inspections(seller, all.Count, InspectionsOfCall),
                CancellationToken.None);
            all.AddRange(page);
            if (page.Length < InspectionsOfCall) { return all.ToImmutable(); }
        }
    }

    /// <summary>
    /// Shows sealed bids to an operator, once the inspection is durably on record.
    /// </summary>
    public async Task<Answer<ImmutableArray<BidView>>> Inspect(
        string market, string id, string reason, string? seller, long after, int most)
    {
        var inspection = new Inspection(id, (await Reader()).Subject, reason, seller);
        var receipt = await Ask(Permit.Inspect, null, market, $"{id} {after}", () => cluster.Ask(
            cluster.Market(market).Inspect(inspection, after, most), CancellationToken.None));
        return receipt.Failure is { } failure ? failure
            : receipt.Value!.Status == InspectStatus.Inspected ? receipt.Value.Bids
            : Failure.Of(Refusal.Of(receipt.Value.Status, body: null));
    }
}
