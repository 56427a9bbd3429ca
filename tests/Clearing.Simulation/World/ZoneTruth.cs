using Clearing.Allocation.Facts;
using Clearing.Allocation.Sellers;
using Clearing.Allocation.Zones;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;

namespace Clearing.Simulation;

/// <summary>What the final journal says of one market, its zone and its sellers.</summary>
internal sealed class ZoneTruth(OpenedJournal journal, string market)
{
    private readonly string _zone = ZoneKey.Of(MarketKey.Parse(market));

    public List<MarketEvent> Market { get; } = Read(
        journal, Streams.OfMarket(market), Codecs.Market);

    public List<ZoneEvent> Zone => Read(journal, Streams.OfZone(_zone), Codecs.Zone);

    public List<SellerEvent> AccountOf(string seller) =>
        Read(journal, Streams.OfSeller(seller), Codecs.Seller);

    public List<ZoneSellerEvent> DaysOf(string seller) => Read(
        journal, Streams.OfZoneSeller(ZoneKey.OfSeller(_zone, seller)), Codecs.ZoneSeller);

    /// <summary>Every report and return that was taken, in order.</summary>
    public IEnumerable<object> FactsOf(string seller) => DaysOf(seller).OfType<FactsTaken>()
        .SelectMany(taken => taken.Reports.Cast<object>().Concat(taken.Returns));

    /// <summary>The report that counts for each day among some reports.</summary>
    public static Dictionary<DateOnly, DayReport> Effective(IEnumerable<DayReport> reports) =>
        reports.GroupBy(of => of.Day).ToDictionary(of => of.Key, of => of.MaxBy(one => one.Revision)!);

    /// <summary>What an account's ledger says of a seller.</summary>
    public Int128 Balance(string seller, LedgerAccount account) => AccountOf(seller)
        .SelectMany(happened => Grains.LedgerPages.PostingsOf(happened))
        .SelectMany(of => of.Lines)
        .Where(of => of.Account == account)
        .Aggregate((Int128)0, (sum, of) => sum + of.Amount.Minor);

    private static List<TEvent> Read<TEvent>(
        OpenedJournal journal, string stream, EventCodec<TEvent> codec)
        where TEvent : class => journal.Streams.Contains(stream)
            ? [.. journal[stream].Select(stored => codec.Decode(stream, stored))]
            : [];
}
