using Clearing.Market;

namespace Clearing.Verification;

/// <summary>What accounts have taken from days, until the seller's zones are read.</summary>
internal sealed class DaySalesLedger
{
    private readonly Dictionary<(string Seller, string Market), List<DaySales>> _taken = [];

    /// <summary>Adds what an account took.</summary>
    internal void Add(string seller, DaySales sales)
    {
        if (!_taken.TryGetValue((seller, sales.Market), out var known))
        {
            _taken.Add((seller, sales.Market), known = []);
        }
        known.Add(sales);
    }

    /// <summary>Takes out what a seller's account took of a market, in order.</summary>
    internal IReadOnlyList<DaySales> Take(string seller, string market) =>
        _taken.Remove((seller, market), out var known) ? known : [];
}
