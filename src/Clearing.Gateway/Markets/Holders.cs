using Clearing.Market;
using Clearing.Market.Erasing;

namespace Clearing.Gateway;

/// <summary>The sellers that hold awards of a market, and their statements.</summary>
/// <remarks>Sellers that won nothing stay sealed and are in no list.</remarks>
internal static class Holders
{
    private const int Page = 10_000;

    /// <summary>The sellers by id, numbered by their first award, with the volume granted to each.</summary>
    /// <remarks>The number stays when a seller is erased, and so gets another id.</remarks>
    public static async Task<ImmutableArray<Holder>> Of(
        string market, Cluster cluster, CancellationToken cancellationToken)
    {
        var grain = cluster.Market(market);
        var holders = new SortedDictionary<string, Holder>(StringComparer.Ordinal);
        foreach (var round in await cluster.Ask(grain.Rounds(), cancellationToken))
        {
            for (var skip = 0; skip < round.Winners; skip += Page)
            {
                foreach (var award in await cluster.Ask(
                    grain.Awards(round.Terms.Round, skip, Page), cancellationToken))
                {
                    var known = holders.GetValueOrDefault(
                        award.Seller, new(holders.Count + 1, award.Seller, 0, 0));
                    holders[award.Seller] = known with
                    {
                        Awards = known.Awards + 1,
                        Granted = known.Granted + award.Volume.Value,
                    };
                }
            }
        }
        return [.. holders.Values];
    }

    /// <summary>
    /// Their statements by number; a seller that is not yet notified, or that was erased, has none.
    /// </summary>
    public static async IAsyncEnumerable<(int Number, Statement Statement)> Statements(
        string market, Cluster cluster,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var holders = await Of(market, cluster, cancellationToken);
        foreach (var holder in holders.Where(of => of.HasLedger).OrderBy(of => of.Number))
        {
            var statement = await cluster.Ask(
                cluster.Seller(holder.Seller).Statement(market), cancellationToken);
            if (statement is not null) { yield return (holder.Number, statement); }
        }
    }

    /// <summary>One seller that holds awards.</summary>
    /// <param name="Number">From 1, by its first award: by round, then by sequence.</param>
    /// <param name="Seller">The seller.</param>
    /// <param name="Awards">The number of its awards.</param>
    /// <param name="Granted">The granted volume in cubic feet.</param>
    internal sealed record Holder(int Number, string Seller, int Awards, Int128 Granted)
    {
        /// <summary>False if the seller was erased: nobody can read what it had.</summary>
        public bool HasLedger => !SurrogateRule.IsErased(Seller);
    }
}
