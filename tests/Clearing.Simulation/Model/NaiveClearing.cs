using System.Security.Cryptography;
using System.Text;
using Clearing.Market;

namespace Clearing.Simulation;

/// <summary>The rules of a clearing as they are written, with no care for speed.</summary>
/// <remarks>It shares no code with the market: it exists to disagree with it.</remarks>
internal sealed class NaiveClearing
{
    private readonly MarketConfig config;
    private readonly long reserve;
    private readonly long available;
    private readonly Dictionary<ModelBid, long> cut = [];
    private long remaining;

    public NaiveClearing(
        MarketConfig config, long reserve, long available, IEnumerable<ModelBid> book,
        Func<string, long?> roomOf)
    {
        (this.config, this.reserve, this.available) = (config, reserve, available);
        Cut([.. book], roomOf);
        Demand = cut.Values.Aggregate(Int128.Zero, (sum, volume) => sum + volume);
        remaining = available / Lot * Lot;
        var noCapacity = remaining == 0;
        foreach (var level in cut.Keys.GroupBy(bid => bid.Fee).OrderByDescending(l => l.Key).ToArray())
        {
            if (remaining > 0) { Fill([.. level.OrderBy(bid => bid.Sequence)]); }
        }
        Conclude(noCapacity);
    }

    public Dictionary<ModelBid, long> Granted { get; } = [];

    /// <summary>Why each open bid that got nothing got nothing.</summary>
    public Dictionary<ModelBid, Reason> Reasons { get; } = [];

    public Int128 Demand { get; }

    public long? Lowest { get; private set; }

    public long? Fee { get; private set; }

    private long Lot => config.Lot.Value;

    private void Cut(ModelBid[] book, Func<string, long?> roomOf)
    {
        var rooms = new Dictionary<string, long?>();
        foreach (var bid in book.OrderByDescending(bid => bid.Fee).ThenBy(bid => bid.Sequence))
        {
            if (bid.Fee < reserve)
            {
                Reasons[bid] = Reason.BelowReserve;
                continue;
            }
            rooms.TryAdd(bid.Seller, roomOf(bid.Seller));
            var ask = bid.Want;
            if (rooms[bid.Seller] is { } room)
            {
                ask = Math.Min(ask, Math.Max(0, room) / Lot * Lot);
                rooms[bid.Seller] = room - ask;
            }
            if (ask == 0) { Reasons[bid] = Reason.SellerCap; }
            else if (ask < bid.Need) { Reasons[bid] = Reason.MinFill; }
            else { cut[bid] = ask; }
        }
    }

    private void Fill(ModelBid[] level)
    {
        if (level.WideSum(bid => cut[bid]) <= remaining)
        {
            foreach (var bid in level) { Give(bid, cut[bid]); }
        }
        else if (config.TieRule is TieRule.TimePriority) { Queue(level); }
        else if (config.TieRule is TieRule.SeededLottery)
        {
            Queue([.. level.OrderBy(Ticket, StringComparer.Ordinal)]);
        }
        else { Share(level); }
    }

    private string Ticket(ModelBid bid) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{config.LotterySeed}:{bid.Id}")));

    private void Queue(ModelBid[] line)
    {
        foreach (var bid in line)
        {
            var give = Math.Min(cut[bid], remaining);
            if (give < bid.Need) { Reasons[bid] = Reason.MinFill; }
            else { Give(bid, give); }
        }
    }

    private void Share(ModelBid[] level)
    {
        var kept = level.ToList();
        var dropped = new List<ModelBid>();
        while (true)
        {
            var shares = kept.WideSum(bid => cut[bid]) <= remaining
                ? kept.ToDictionary(bid => bid, bid => cut[bid])
                : config.TieRule == TieRule.ProRata ? ProRata(kept) : Equal(kept);
            if (kept.LastOrDefault(bid => shares[bid] < bid.Need) is not { } failing)
            {
                foreach (var bid in kept) { Give(bid, shares[bid]); }
                break;
            }
            kept.Remove(failing);
            dropped.Add(failing);
        }
        Queue([.. dropped.OrderBy(bid => bid.Sequence)]);
    }

    private Dictionary<ModelBid, long> ProRata(List<ModelBid> kept)
    {
        var lots = (Int128)(remaining / Lot);
        var all = kept.WideSum(bid => cut[bid] / Lot);
        var shares = kept.ToDictionary(bid => bid, bid => (long)(lots * (cut[bid] / Lot) / all));
        var left = (long)lots - shares.Values.Sum();
        var next = kept.OrderByDescending(bid => lots * (cut[bid] / Lot) % all).ThenBy(b => b.Sequence);
        foreach (var bid in next.Take((int)left)) { shares[bid]++; }
        return shares.ToDictionary(share => share.Key, share => share.Value * Lot);
    }

    private Dictionary<ModelBid, long> Equal(List<ModelBid> kept)
    {
        var shares = kept.ToDictionary(bid => bid, _ => 0L);
        var lots = remaining / Lot;
        while (lots > 0)
        {
            ModelBid[] open = [.. kept.Where(bid => shares[bid] < cut[bid] / Lot)];
            if (open.Length == 0) { break; }
            var each = lots / open.Length;
            if (each == 0)
            {
                foreach (var bid in open.Take((int)lots)) { shares[bid]++; }
                break;
            }
            foreach (var bid in open)
            {
                var part = Math.Min(each, cut[bid] / Lot - shares[bid]);
                shares[bid] += part;
                lots -= part;
            }
        }
        return shares.ToDictionary(share => share.Key, share => share.Value * Lot);
    }

    private void Give(ModelBid bid, long volume)
    {
        if (volume == 0) { return; }
        Granted[bid] = volume;
        remaining -= volume;
    }

    private void Conclude(bool noCapacity)
    {
        Lowest = Granted.Count == 0 ? null : Granted.Keys.Min(bid => bid.Fee);
        foreach (var bid in cut.Keys)
        {
            if (Granted.ContainsKey(bid) || Reasons.ContainsKey(bid)) { continue; }
            Reasons[bid] = noCapacity ? Reason.NoCapacity
                : bid.Fee == Lowest ? Reason.TieLost : Reason.Outbid;
        }
        var shortOf = cut.Keys.Where(bid =>
            Reasons.GetValueOrDefault(bid) != Reason.MinFill
            && Granted.GetValueOrDefault(bid) < cut[bid]);
        Fee = Lowest is null ? null : config.PricingRule switch
        {
            PricingRule.ReserveIfUndersubscribed when Demand <= available => reserve,
            PricingRule.HighestRejected => shortOf.Select(bid => bid.Fee).Append(reserve).Max(),
            _ => Lowest,
        };
    }
}

/// <summary>Sums that may pass 63 bits.</summary>
internal static class WideSums
{
    public static Int128 WideSum<T>(this IEnumerable<T> all, Func<T, Int128> number) =>
        all.Aggregate(Int128.Zero, (sum, one) => sum + number(one));
}
