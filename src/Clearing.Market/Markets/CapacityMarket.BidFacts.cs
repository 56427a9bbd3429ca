using System.Collections.Immutable;

namespace Clearing.Market.Markets;

public sealed partial class CapacityMarket
{
    private readonly BidChanges _changes = new();

    /// <summary>How many facts a seller's own bids have.</summary>
    /// <param name="seller">The seller's id.</param>
    public long BidFactCount(string seller) =>
        _bids.Sellers.Find(seller) is >= 0 and var number
            ? (long)_bids.PlacedBy(seller) + _changes.CountOf(number)
            : 0;

    /// <summary>A page of what a seller did to its own bids, by number.</summary>
    /// <param name="seller">The seller's id.</param>
    /// <param name="after">The last number already seen; 0 from the start.</param>
    /// <param name="most">The most facts to give; 1 or more.</param>
    public ImmutableArray<BidFact> BidFacts(string seller, long after, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        var last = BidFactCount(seller);
        if (after >= last) { return []; }
        var number = _bids.Sellers.Find(seller);
        using var changes = _changes.Of(number).GetEnumerator();
        using var placed = _bids.FirstRowsOf(number).GetEnumerator();
        var changed = changes.MoveNext();
        var page = ImmutableArray.CreateBuilder<BidFact>();
        for (var at = last; at > after; at--)
        {
            var change = changed && changes.Current.Number == at ? changes.Current : null;
            if (change is null) { placed.MoveNext(); }
            else { changed = changes.MoveNext(); }
            if (at - after <= most) { page.Add(change ?? PlacedFact(at, placed.Current)); }
        }
        page.Reverse();
        return page.DrainToImmutable();
    }

    private BidFact PlacedFact(long number, int row) => new(
        number, BidFactKind.Accepted,
        _bids.OriginalOf(_bids.Find(_bids.IdOf(row), _bids.SellerOf(row))), _bids.NumberOf(row),
        CommandId: null, _bids.PlacedAt(row));

    private void Note(BidFactKind kind, Bid bid, string commandId, DateTimeOffset? at)
    {
        var row = _bids.Find(bid.Id, bid.Seller);
        _changes.Add(
            _bids.Sellers.Find(bid.Seller),
            new(BidFactCount(bid.Seller) + 1, kind, bid, _bids.NumberOf(row), commandId, at));
    }
}
