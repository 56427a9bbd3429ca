namespace Clearing.Market.Bids;

/// <summary>What sellers changed of bids that they had placed; of each seller the latest first.</summary>
internal sealed class BidChanges
{
    private readonly List<(BidFact Fact, int Previous)> _changes = [];
    private readonly Dictionary<int, (int Latest, int Count)> _ofSeller = [];

    /// <summary>How many changes a seller made.</summary>
    public int CountOf(int seller) => _ofSeller.GetValueOrDefault(seller).Count;

    /// <summary>Adds a seller's next change.</summary>
    public void Add(int seller, BidFact fact)
    {
        var (latest, count) = _ofSeller.GetValueOrDefault(seller, (-1, 0));
        _ofSeller[seller] = (_changes.Count, count + 1);
        _changes.Add((fact, latest));
    }

    /// <summary>A seller's changes, the latest first.</summary>
    public IEnumerable<BidFact> Of(int seller)
    {
        for (var at = _ofSeller.GetValueOrDefault(seller, (-1, 0)).Item1; at >= 0;
            at = _changes[at].Previous)
        {
            yield return _changes[at].Fact;
        }
    }
}
