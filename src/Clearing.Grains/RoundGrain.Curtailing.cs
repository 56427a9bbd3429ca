using System.Collections.Immutable;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Zones;
using Clearing.Contracts;
using Clearing.Market;
using Clearing.Market.Curtailments;

namespace Clearing.Grains;

public sealed partial class RoundGrain
{
    /// <inheritdoc/>
    public async Task<CurtailReceipt> Curtail(SpaceCut cut)
    {
        ArgumentNullException.ThrowIfNull(cut);
        var place = await CurtailPlaceOfMarket();
        var receipt = await Act(Dated(State.Curtail(cut, place)));
        Arm();
        return receipt;
    }

    /// <inheritdoc/>
    public async Task<CurtailReceipt> PreviewCurtailment(SpaceCut cut)
    {
        ArgumentNullException.ThrowIfNull(cut);
        var place = await CurtailPlaceOfMarket();
        return await Answer(State.Curtail(cut, place, approved: true).Answer);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<SpaceTaken>> Curtailments() =>
        Answer<ImmutableArray<SpaceTaken>>([.. State.Curtailments]);

    /// <inheritdoc/>
    public async Task<RestEndStatus> EndRest(RestEnd end)
    {
        ArgumentNullException.ThrowIfNull(end);
        var place = await CurtailPlaceOfMarket();
        var status = await Decide(Dated(State.EndRest(end, place?.Today)));
        Arm();
        return status;
    }

    /// <inheritdoc/>
    public async Task<RestEndStatus> CheckEnd(RestEnd end)
    {
        ArgumentNullException.ThrowIfNull(end);
        var place = await CurtailPlaceOfMarket();
        return await Answer(State.EndRest(end, place?.Today).Answer);
    }

    private async Task<CurtailPlace?> CurtailPlaceOfMarket()
    {
        if (!MarketKey.TryParse(Key, out var market)) { return null; }
        var zone = await grains.GetGrain<IZoneRegister>(ZoneKey.Of(market)).TermsIn(market.Period);
        return zone is not null
            && Period.Parse(market.Period) is { } period && period.Kind == zone.Periods
            && zone.DayAt(Clock.GetUtcNow()) is { } today
            ? new(
                today, period.FirstDay, period.LastDay, zone.Rules.CurtailOrder,
                (int)zone.Rules.CompensationPpm)
            : null;
    }
}
