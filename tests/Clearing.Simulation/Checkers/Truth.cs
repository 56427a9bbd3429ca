using Clearing.Grains.Events;
using Clearing.Market;

namespace Clearing.Simulation;

/// <summary>Every market and seller of the final journal, folded by the models.</summary>
internal sealed class Truth
{
    private readonly OpenedJournal _journal;

    public Truth(OpenedJournal journal)
    {
        _journal = journal;
        foreach (var stream in journal.Streams)
        {
            if (stream.StartsWith(Streams.MarketPrefix, StringComparison.Ordinal)) { FoldMarket(stream); }
            else if (stream.StartsWith(Streams.SellerPrefix, StringComparison.Ordinal)) { FoldSeller(stream); }
            else if (stream != Streams.Directory) { Wrong.Add($"Nobody owns the stream {stream}."); }
        }
    }

    /// <summary>Impossible states found in the journal.</summary>
    public List<string> Wrong { get; } = [];

    public SortedDictionary<string, MarketModel> Markets { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, SellerModel> Sellers { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, List<MarketEvent>> MarketEvents { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, List<SellerEvent>> SellerEvents { get; } = new(StringComparer.Ordinal);

    /// <summary>The true time at which a market became durably open, in ticks.</summary>
    public long OpenedAt(string market) => _journal.BeganAt(Streams.OfMarket(market));

    public MarketModel Market(string key) =>
        Markets.TryGetValue(key, out var market) ? market : new MarketModel(key, Wrong.Add);

    public SellerModel Seller(string id) =>
        Sellers.TryGetValue(id, out var seller) ? seller : new SellerModel(id, Wrong.Add);

    public IEnumerable<T> InMarket<T>(string key) =>
        MarketEvents.TryGetValue(key, out var events) ? events.OfType<T>() : [];

    public IEnumerable<T> InSeller<T>(string id) =>
        SellerEvents.TryGetValue(id, out var events) ? events.OfType<T>() : [];

    public IEnumerable<string> Directory() =>
        _journal[Streams.Directory].Select(e => Codecs.Directory.Decode(Streams.Directory, e).Market);

    private void FoldMarket(string stream)
    {
        var key = stream[Streams.MarketPrefix.Length..];
        var model = new MarketModel(key, Wrong.Add);
        var events = new List<MarketEvent>();
        (Markets[key], MarketEvents[key]) = (model, events);
        foreach (var stored in _journal[stream])
        {
            var happened = Codecs.Market.Decode(stream, stored);
            events.Add(happened);
            model.Apply(happened);
        }
    }

    private void FoldSeller(string stream)
    {
        var id = stream[Streams.SellerPrefix.Length..];
        var model = new SellerModel(id, Wrong.Add);
        var events = new List<SellerEvent>();
        (Sellers[id], SellerEvents[id]) = (model, events);
        foreach (var stored in _journal[stream])
        {
            var happened = Codecs.Seller.Decode(stream, stored);
            events.Add(happened);
            model.Apply(happened, stored.RecordedAt);
        }
    }
}
