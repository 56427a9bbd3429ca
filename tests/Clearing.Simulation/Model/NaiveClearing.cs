using System.Security.Cryptography;
using System.Text;
using Clearing.Market;

namespace Clearing.Simulation;

/// <summary>Clears exactly by the written rules, without regard to speed.</summary>
/// <remarks>It shares no code with the market, so that errors in either one show.</remarks>
internal sealed class NaiveClearing
{
    private readonly MarketConfig _config;
    private readonly long _reserve;
    private readonly long _available;
    private readonly Dictionary<ModelBid, long> _cut = [];
    private long _remaining;

    public NaiveClearing(
        MarketConfig config, long reserve, long available, IEnumerable<ModelBid> book,
        Func<string, long?> roomOf)
    {
        (_config, _reserve, _available) = (config, reserve, available);
        Cut([.. book], roomOf);
        Demand = _cut.Values.Aggregate(Int128.Zero, (sum, volume) => sum + volume);
        _remaining = available / Lot * Lot;
        var noCapacity = _remaining == 0;
        foreach (var level in _cut.Keys.GroupBy(bid => bid.Fee).OrderByDescending(l => l.Key).ToArray())
        {
            if (_remaining > 0) { Fill([.. level.OrderBy(bid => bid.Sequence)]); }
        }
        Conclude(noCapacity);
    }

    public Dictionary<ModelBid, long> Granted { get; } = [];

    /// <summary>The reason of each open bid that got nothing.</summary>
    public Dictionary<ModelBid, Reason> Reasons { get; } = [];

    public Int128 Demand { get; }

    public long? Lowest { get; private set; }

    public long? Fee { get; private set; }

    private long Lot => _config.Lot.Value;

    /// <summary>The repricing fee, counted from the cheapest fresh-backed volume up.</summary>
    /// <param name="fresh">The volume granted from fresh capacity.</param>
    public long? RepricingFee(long fresh)
    {
        var share = (((Int128)fresh * _config.RepricingSupportPpm) + 999_999) / 1_000_000;
        var support = Math.Max(Math.Max(1, _config.RepricingMinVolume.Value), (long)share);
        var backed = new Stack<(long Fee, long Volume)>();
        foreach (var (bid, volume) in Granted.OrderByDescending(grant => grant.Key.Fee))
        {
            backed.Push((bid.Fee, Math.Min(volume, fresh)));
            fresh -= backed.Peek().Volume;
        }
        foreach (var (fee, volume) in backed)
        {
            support -= volume;
            if (support <= 0) { return fee == Lowest ? Fee : fee; }
        }
        return null;
    }

    private void Cut(ModelBid[] book, Func<string, long?> roomOf)
    {
        var rooms = new Dictionary<string, long?>();
        foreach (var bid in book.OrderByDescending(bid => bid.Fee).ThenBy(bid => bid.Sequence))
        {
            if (bid.Fee < _reserve)
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
            else { _cut[bid] = ask; }
        }
    }

    private void Fill(ModelBid[] level)
    {
        if (level.WideSum(bid => _cut[bid]) <= _remaining)
        {
            foreach (var bid in level) { Give(bid, _cut[bid]); }
        }
        else if (_config.TieRule is TieRule.TimePriority) { Queue(level); }
        else if (_config.TieRule is TieRule.SeededLottery)
        {
            Queue([.. level.OrderBy(Ticket, StringComparer.Ordinal)]);
        }
        else { Share(level); }
    }

    private string Ticket(ModelBid bid) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{_config.LotterySeed}:{bid.Id}")));

    private void Queue(ModelBid[] line)
    {
        foreach (var bid in line)
        {
            if (_remaining == 0) { return; }
            var give = Math.Min(_cut[bid], _remaining);
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
            var shares = kept.WideSum(bid => _cut[bid]) <= _remaining
                ? kept.ToDictionary(bid => bid, bid => _cut[bid])
                : _config.TieRule == TieRule.ProRata ? ProRata(kept) : Equal(kept);
            if (kept.LastOrDefault(bid => shares[bid] < bid.Need) is not { } failing)
            {
                foreach (var bid in kept) { Give(bid, shares[bid]); }
                break;
            }
            kept.Remove(failing);
            dropped.Add(failing);
        }
        Queue([.. dropped.OrderBy(bid => bid.Sequence)]);
        foreach (var bid in dropped.Except(Granted.Keys)) { Reasons[bid] = Reason.MinFill; }
    }

    private Dictionary<ModelBid, long> ProRata(List<ModelBid> kept)
    {
        var lots = (Int128)(_remaining / Lot);
        var all = kept.WideSum(bid => _cut[bid] / Lot);
        var shares = kept.ToDictionary(bid => bid, bid => (long)(lots * (_cut[bid] / Lot) / all));
        var left = (long)lots - shares.Values.Sum();
        var next = kept.OrderByDescending(bid => lots * (_cut[bid] / Lot) % all).ThenBy(b => b.Sequence);
        foreach (var bid in next.Take((int)left)) { shares[bid]++; }
        return shares.ToDictionary(share => share.Key, share => share.Value * Lot);
    }

    private Dictionary<ModelBid, long> Equal(List<ModelBid> kept)
    {
        var shares = kept.ToDictionary(bid => bid, _ => 0L);
        var lots = _remaining / Lot;
        while (lots > 0)
        {
            ModelBid[] open = [.. kept.Where(bid => shares[bid] < _cut[bid] / Lot)];
            if (open.Length == 0) { break; }
            var each = lots / open.Length;
            if (each == 0)
            {
                foreach (var bid in open.Take((int)lots)) { shares[bid]++; }
                break;
            }
            foreach (var bid in open)
            {
                var part = Math.Min(each, _cut[bid] / Lot - shares[bid]);
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
        _remaining -= volume;
    }

    private void Conclude(bool noCapacity)
    {
        Lowest = Granted.Count == 0 ? null : Granted.Keys.Min(bid => bid.Fee);
        foreach (var bid in _cut.Keys)
        {
            if (Granted.ContainsKey(bid) || Reasons.ContainsKey(bid)) { continue; }
            Reasons[bid] = noCapacity ? Reason.NoCapacity
                : bid.Fee == Lowest ? Reason.TieLost : Reason.Outbid;
        }
        var shortOf = _cut.Keys.Where(bid =>
            Reasons.GetValueOrDefault(bid) != Reason.MinFill
            && Granted.GetValueOrDefault(bid) < _cut[bid]);
        Fee = Lowest is null ? null : _config.PricingRule switch
        {
            PricingRule.ReserveIfUndersubscribed when Demand <= _available => _reserve,
            PricingRule.HighestRejected => shortOf.Select(bid => bid.Fee).Append(_reserve).Max(),
            _ => Lowest,
        };
    }
}

/// <summary>Sums that may exceed 63 bits.</summary>
internal static class WideSums
{
    public static Int128 WideSum<T>(this IEnumerable<T> all, Func<T, Int128> number) =>
        all.Aggregate(Int128.Zero, (sum, one) => sum + number(one));
}
