using System.Collections.Immutable;
using Clearing.Contracts;
using Clearing.Grains.Events;
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
    private const int SellersAtOnce = 64;
    private const int Page = 10_000;

    private readonly string _market = context.GrainId.Key.ToString()!;
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
        var stream = Streams.OfMarket(_market);
        using var log = journal.Stream(stream, Codecs.Market.Seals);
        var events = new List<MarketEvent>();
        await foreach (var stored in log.Follow(CancellationToken.None))
        {
            events.Add(Codecs.Market.Decode(stream, stored));
        }
        if (_seen is not null && events.Count == _version) { return; }
        var history = new MarketHistory(_market, events, new Dictionary<string, Money>());
        if (!history.HasRounds) { return; }
        history = await WithSales(history);
        _seen = View(
            HealthCheck.Of(MarketObservation.Of(history)),
            events.Any(happened => happened is MarketSettled));
        _version = events.Count;
    }

    private async Task<MarketHistory> WithSales(MarketHistory history)
    {
        var reports = new Dictionary<string, (Int128 Sold, Int128 Returned)>(
            StringComparer.Ordinal);
        foreach (var sellers in history.Sellers.Chunk(SellersAtOnce))
        {
            var all = await Task.WhenAll(sellers.Select(Sales));
            foreach (var (seller, sales) in sellers.Zip(all))
            {
                if (sales.IsEmpty) { continue; }
                reports[seller] = (
                    Sum(sales, report => report.Incremental.Minor),
                    Sum(sales, report => -report.Incremental.Minor));
            }
        }
        return history.With(reports);
    }

    private static Int128 Sum(
        ImmutableArray<SalesRecord> sales, Func<SalesRecord, Int128> amount) =>
        sales.Aggregate(Int128.Zero, (sum, report) => sum + Int128.Max(0, amount(report)));

    private async Task<ImmutableArray<SalesRecord>> Sales(string seller)
    {
        var account = grains.GetGrain<ISellerGrain>(seller);
        var counted = ImmutableArray.CreateBuilder<SalesRecord>();
        for (var skip = 0; ; skip += Page)
        {
            var page = await account.Sales(_market, skip, Page);
            counted.AddRange(page.Where(report => report.State == SalesState.Confirmed));
            if (page.Length < Page) { return counted.DrainToImmutable(); }
        }
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
