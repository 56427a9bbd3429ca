using Clearing.Contracts;
using Clearing.Instruments.Journals;
using Clearing.Journal;
using Clearing.Market;

namespace Clearing.Grains;

/// <summary>Replays one market from its journal; key: <c>region/storageType/period</c>.</summary>
/// <param name="context">The activation.</param>
/// <param name="journal">The journal.</param>
/// <param name="grains">Gives access to the sellers' reports of sales.</param>
public sealed class MarketReplayGrain(
    IGrainContext context, SealedJournal journal, IGrainFactory grains)
    : IGrainBase, IMarketReplayGrain
{
    private readonly string _market = context.GrainId.Key.ToString()!;
    private readonly MarketReading _reading =
        new(context.GrainId.Key.ToString()!, journal, grains);

    // A settled market has no more bids or rounds, so that it is read once. Sales are read each
    // time: a market settles before all of its sellers have confirmed reports.
    private MarketHistory? _settled;
    private bool _isTooLarge;

    /// <inheritdoc/>
    public IGrainContext GrainContext => context;

    /// <inheritdoc/>
    public async Task<WhatIfReceipt> WhatIf(
        string seller, string bidId, Fee? maxFee, CubicFeet? maxVolume)
    {
        var (status, history) = await History();
        if (history is null) { return new(status); }
        if (Instruments.Journals.WhatIf.Find(history, bidId, seller) is null)
        {
            return new(ReplayStatus.BidUnknown);
        }
        history = await _reading.WithSales(history, [seller]);
        try
        {
            var found = Instruments.Journals.WhatIf.Ask(
                history, bidId, maxFee, maxVolume, seller);
            return new(ReplayStatus.Replayed, null, ReplayViews.Of(found));
        }
        catch (BidRefusedException refused)
        {
            return new(ReplayStatus.BidRefused, refused.Refusal);
        }
        catch (BidNotClearedException)
        {
            return new(ReplayStatus.BidNotCleared);
        }
    }

    /// <inheritdoc/>
    public async Task<BacktestReceipt> Backtest(OtherRules rules)
    {
        var (status, history) = await History();
        if (history is null) { return new(status); }
        if (!history.HasRounds) { return new(ReplayStatus.RoundUnknown); }
        history = await _reading.WithSales(history, history.Sellers);
        var changes = ReplayViews.Changes(rules);
        return changes.Refusal(history) is null
            ? new(
                ReplayStatus.Replayed,
                ReplayViews.Of(Instruments.Journals.Backtest.Compare(history, changes)))
            : new(ReplayStatus.RulesRefused);
    }

    private async Task<(ReplayStatus Status, MarketHistory? History)> History()
    {
        if (_settled is not null) { return (ReplayStatus.Replayed, _settled); }
        if (_isTooLarge) { return (ReplayStatus.TooManyBids, null); }
        // Before the settlement not even the number of bids may be told, nor is the journal read.
        var report = await grains.GetGrain<IRoundGrain>(_market).Report();
        if (report.Config is null) { return (ReplayStatus.MarketUnknown, null); }
        if (report.Stage != MarketStage.Settled) { return (ReplayStatus.MarketNotSettled, null); }
        var events = await _reading.Events(IMarketReplayGrain.MaxBids);
        _isTooLarge = events is null;
        if (events is null) { return (ReplayStatus.TooManyBids, null); }
        _settled = new MarketHistory(_market, events, new Dictionary<string, Money>());
        return (ReplayStatus.Replayed, _settled);
    }
}
