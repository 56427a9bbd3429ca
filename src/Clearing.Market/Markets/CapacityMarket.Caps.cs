using System.Collections.Immutable;

namespace Clearing.Market.Markets;

public sealed partial class CapacityMarket
{
    // By seller, what came while a book is closed: the closed round is cleared with the caps that it
    // was closed with, however often its result is voided.
    private readonly Dictionary<string, long> _capsToCome = new(StringComparer.Ordinal);

    /// <summary>
    /// Takes the cap of a seller whose base limit may have changed since its last bid; no event if
    /// nothing changes. The cap of a seller that never bid comes with its first bid.
    /// </summary>
    /// <param name="seller">The seller.</param>
    /// <param name="cap">Its cap from its base limit; null if there is none.</param>
    public ImmutableArray<MarketEvent> SetCap(string seller, CubicFeet? cap)
    {
        if (Stage is MarketStage.Unknown or MarketStage.Settled) { return []; }
        var number = _bids.Sellers.Find(seller);
        return number >= 0 && _bids.PlacedBy(seller) > 0 && NewCap(seller, cap) is { } set ? [set] : [];
    }

    private SellerCapSet? NewCap(string seller, CubicFeet? cap) =>
        cap is not { } set || LatestCapOf(seller) == set.Value
            ? null
            : new SellerCapSet(seller, set) { FromNextRound = _closed is not null };

    private long? LatestCapOf(string seller)
    {
        if (_capsToCome.TryGetValue(seller, out var toCome)) { return toCome; }
        var number = _bids.Sellers.Find(seller);
        return number >= 0 ? _limits.BaseCapOf(number) : null;
    }

    private void Apply(SellerCapSet set)
    {
        if (set.FromNextRound && _closed is not null)
        {
            _capsToCome[set.Seller] = set.Cap.Value;
            return;
        }
        // One of an earlier version counts at once, also in a closed book, and is the latest.
        _capsToCome.Remove(set.Seller);
        _limits.SetBaseCap(_bids.Sellers.FindOrAdd(set.Seller), set.Cap.Value);
    }

    private void TakeCapsToCome()
    {
        foreach (var (seller, cap) in _capsToCome)
        {
            _limits.SetBaseCap(_bids.Sellers.FindOrAdd(seller), cap);
        }
        _capsToCome.Clear();
    }
}
