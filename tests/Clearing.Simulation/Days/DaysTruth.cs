using Clearing.Allocation.Sellers;
using Clearing.Allocation.Zones;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;

namespace Clearing.Simulation;

/// <summary>One market of days and its sellers in the final journal.</summary>
internal sealed class DaysTruth(OpenedJournal journal)
{
    public List<MarketEvent> Market { get; } = Read(
        journal, Streams.OfMarket(DaysScene.Market), Codecs.Market);

    public List<SellerEvent> AccountOf(string seller) =>
        Read(journal, Streams.OfSeller(seller), Codecs.Seller);

    public List<ZoneSellerEvent> DaysOf(string seller) => Read(
        journal, Streams.OfZoneSeller(ZoneKey.OfSeller(DaysScene.Zone, seller)),
        Codecs.ZoneSeller);

    /// <summary>Every accepted report and return, in order.</summary>
    public IEnumerable<object> FactsOf(string seller) => DaysOf(seller).OfType<FactsTaken>()
        .SelectMany(taken => taken.Reports.Cast<object>().Concat(taken.Returns));

    private static List<TEvent> Read<TEvent>(
        OpenedJournal journal, string stream, EventCodec<TEvent> codec)
        where TEvent : class => journal.Streams.Contains(stream)
            ? [.. journal[stream].Select(stored => codec.Decode(stream, stored))]
            : [];
}
