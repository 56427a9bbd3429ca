using Clearing.Allocation.Calendars;
using Clearing.Allocation.Zones;
using Clearing.Contracts;
using Clearing.Market;
using Clearing.Market.Erasing;

namespace Clearing.Gateway;

/// <summary>
/// The sellers that hold awards of a market or were billed there for use above their limit, and their
/// statements.
/// </summary>
/// <remarks>Sellers that won nothing and owe nothing stay sealed and are in no list.</remarks>
internal static class Holders
{
    private const int Page = 10_000;
    private const int SellersAtOnce = 100;

    /// <summary>
    /// All of them by id. Those with awards are numbered by their first award; a market that was never
    /// opened has only billed ones.
    /// </summary>
    /// <remarks>The number stays when a seller is erased, and so gets another id.</remarks>
    public static async Task<ImmutableArray<Holder>> All(
        string market, Cluster cluster, CancellationToken cancellationToken)
    {
        var winners = await Winners(market, cluster, cancellationToken);
        var known = winners.Select(holder => holder.Seller).ToHashSet(StringComparer.Ordinal);
        var all = winners.ToBuilder();
        await foreach (var seller in ZoneOf(market, cluster, cancellationToken))
        {
            if (!known.Contains(seller)) { all.Add(new(0, seller, 0, 0)); }
        }
        all.Sort((one, other) => string.CompareOrdinal(one.Seller, other.Seller));
        return all.DrainToImmutable();
    }

    /// <summary>The sellers with awards by id, with the volume granted to each.</summary>
    public static async Task<ImmutableArray<Holder>> Winners(
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
    /// Statements, those with awards by number and the others by id; a seller that is not yet notified,
    /// or that was erased, has none.
    /// </summary>
    public static async IAsyncEnumerable<(Holder Holder, Statement Statement)> Statements(
        IEnumerable<Holder> holders, string market, Cluster cluster,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ordered = holders.Where(of => of.HasLedger)
            .OrderBy(of => of.Number == 0).ThenBy(of => of.Number)
            .ThenBy(of => of.Seller, StringComparer.Ordinal);
        foreach (var holder in ordered)
        {
            var statement = await cluster.Ask(
                cluster.Seller(holder.Seller).Statement(market), cancellationToken);
            if (statement is not null) { yield return (holder, statement); }
        }
    }

    // Sellers of the zone that have a statement without an award: a bill is what gives them one.
    private static async IAsyncEnumerable<string> ZoneOf(
        string market, Cluster cluster,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var key = MarketKey.Parse(market);
        var zone = cluster.Zone(ZoneKey.Of(key));
        // Nothing is billed before a month of the period is over, in whatever time zone.
        if (Period.Parse(key.Period) is not { } period
            || cluster.Today.AddDays(1) < period.FirstDay.AddMonths(1)
            || await cluster.Ask(zone.Terms(), cancellationToken) is not { } terms
            || terms.Periods != period.Kind)
        {
            yield break;
        }
        var after = "";
        while (await cluster.Ask(zone.Sellers(after, SellersAtOnce), cancellationToken)
            is { Length: > 0 } page)
        {
            var statements = await Task.WhenAll(page.Select(
                seller => SurrogateRule.IsErased(seller)
                    ? Task.FromResult<Statement?>(null)
                    : cluster.Ask(cluster.Seller(seller).Statement(market), cancellationToken)));
            foreach (var of in statements)
            {
                if (of is { Awards.Length: 0 }) { yield return of.Seller; }
            }
            after = page[^1];
        }
    }

    /// <summary>One seller that holds awards or was billed.</summary>
    /// <param name="Number">
    /// From 1, by its first award: by round, then by sequence; 0 without an award.
    /// </param>
    /// <param name="Seller">The seller.</param>
    /// <param name="Awards">The number of its awards.</param>
    /// <param name="Granted">The granted volume in cubic feet.</param>
    internal sealed record Holder(int Number, string Seller, int Awards, Int128 Granted)
    {
        /// <summary>False if the seller was erased: nobody can read what it had.</summary>
        public bool HasLedger => !SurrogateRule.IsErased(Seller);
    }
}
