using Clearing.Market;

namespace Clearing.Verification;

/// <summary>
/// Holds the day sales and overage charges that accounts accepted until the streams of the sellers
/// in their zones are read.
/// </summary>
internal sealed class ZoneLedger
{
    private readonly Dictionary<(string Seller, string Market), List<DaySales>> _sales = [];
    private readonly Dictionary<(string Seller, string Market), List<OverageCharge>> _charges = [];

    /// <summary>The sellers and markets whose sales or charges are not yet taken out.</summary>
    internal IEnumerable<(string Seller, string Market)> Left => _sales.Keys.Union(_charges.Keys);

    /// <summary>Adds a hand-over that an account accepted.</summary>
    internal void Add(string seller, DaySales sales) => Add(_sales, (seller, sales.Market), sales);

    /// <summary>Adds a charge that an account accepted.</summary>
    internal void Add(string seller, OverageCharge charge) =>
        Add(_charges, (seller, charge.Market), charge);

    /// <summary>Takes out the day sales that a seller's account accepted, in order.</summary>
    internal IReadOnlyList<DaySales> TakeSales(string seller, string market) =>
        _sales.Remove((seller, market), out var known) ? known : [];

    /// <summary>Takes out the charges that a seller's account accepted, in order.</summary>
    internal IReadOnlyList<OverageCharge> TakeCharges(string seller, string market) =>
        _charges.Remove((seller, market), out var known) ? known : [];

    private static void Add<T>(
        Dictionary<(string, string), List<T>> to, (string, string) key, T taken)
    {
        if (!to.TryGetValue(key, out var known)) { to.Add(key, known = []); }
        known.Add(taken);
    }
}
