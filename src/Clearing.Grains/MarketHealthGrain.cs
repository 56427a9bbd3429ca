using Clearing.Contracts;
using Clearing.Instruments.Health;
using Clearing.Instruments.Journals;
using Clearing.Journal;
using Clearing.Market;

namespace Clearing.Grains;

/// <summary>Watches one market by its journal; key: <c>region/storageType/period</c>.</summary>
/// <param name="context">The activation.</param>
/// <param name="journal">The journal.</param>
/// <param name="grains">Gives access to the sellers' reports of sales.</param>
public sealed class MarketHealthGrain(
    IGrainContext context, SealedJournal journal, IGrainFactory grains)
    : IGrainBase, IMarketHealthGrain
{
    private readonly string _market = context.GrainId.Key.ToString()!;
    private readonly MarketReading _reading =
        new(context.GrainId.Key.ToString()!, journal, grains);
    private ObservedMarket? _observed;
    private MarketHistory? _history;
    private string[] _sellers = [];
    private bool _isSettled;
    private long _version;
    private MarketReadings? _seen;

    /// <inheritdoc/>
    public IGrainContext GrainContext => context;

    /// <inheritdoc/>
    public async Task<MarketReadings?> Readings()
    {
        var caller = CurrentCaller.Value;
        await Look();
        return caller is null || caller.Roles.HasFlag(Role.Auditor) ? _seen : _seen?.ForOperators();
    }

    // A market is observed again when it has new events; sales change without any.
    private async Task Look()
    {
        if (_observed is null || await _reading.IsLongerThan(_version))
        {
            var history = new MarketHistory(
                _market, (await _reading.Events())!, new Dictionary<string, Money>());
            if (!history.HasRounds) { return; }
            (_observed, _sellers) = (MarketObservation.Of(history), [.. history.Sellers]);
            _isSettled = history.Events.Any(happened => happened is MarketSettled);
            _version = history.Events.Count;
            // What is left of the history is its configuration.
            _history = history with { Events = [history.Events[0]] };
        }
        var sold = await _reading.WithSales(_history!, _sellers);
        _seen = View(HealthCheck.Of(MarketObservation.WithSales(_observed, sold)), _isSettled);
    }

    private static MarketReadings View(MarketHealth health, bool settled) => new(
        health.Market.Market,
        [
            .. health.Findings.Select(found =>
                new HealthReading(found.Id, found.ValuePpm, found.Flagged, found.Detail)),
        ],
        [.. health.Market.Rounds.Select(View)], settled);

    private static RoundReading View(ObservedRound round)
    {
        var setters = round.Awards.Where(award => award.MaxFee == round.Lowest).ToArray();
        return new(
            round.Number, new(round.Available), new(round.Fresh), new(round.Granted),
            FeeOf(round.Fee), FeeOf(round.RepricedTo), FeeOf(round.Next), FeeOf(round.Depth),
            new(setters.Sum(award => award.Volume)),
            [.. setters.Select(award => award.Seller).Distinct().Order(StringComparer.Ordinal)]);
    }

    private static Fee? FeeOf(long? micros) => micros is { } fee ? new Fee(fee) : null;
}
