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
    private MarketReadings? _seen;
    private long _version;

    /// <inheritdoc/>
    public IGrainContext GrainContext => context;

    /// <inheritdoc/>
    public async Task<MarketReadings?> Readings()
    {
        var caller = CurrentCaller.Value;
        await Look();
        return caller is null || caller.Roles.HasFlag(Role.Auditor) ? _seen : _seen?.ForOperators();
    }

    private async Task Look()
    {
        var events = (await _reading.Events())!;
        if (_seen is not null && events.Count == _version) { return; }
        var history = new MarketHistory(_market, events, new Dictionary<string, Money>());
        if (!history.HasRounds) { return; }
        history = await _reading.WithSales(history, history.Sellers);
        _seen = View(
            HealthCheck.Of(MarketObservation.Of(history)),
            events.Any(happened => happened is MarketSettled));
        _version = events.Count;
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
