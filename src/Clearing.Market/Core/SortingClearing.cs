namespace Clearing.Market;

/// <summary>The plain form of the clearing: sorts all rows. First version, exact.</summary>
internal readonly ref struct SortingClearing(
    ClearingColumns columns, ClearingTerms terms, ILotteryKeys? lottery, ClearingWorkspace workspace)
{
    private readonly ClearingColumns columns = columns;

    public ClearingOutcome Clear()
    {
        var granted = workspace.GrantedRows.AsSpan(0, workspace.Rows);
        var reasons = workspace.ReasonRows.AsSpan(0, workspace.Rows);
        granted.Clear();
        reasons.Clear();
        var cut = Cut(reasons, out var ranked);
        Int128 demand = 0;
        foreach (var row in ranked) { demand += cut[row]; }
        var remaining = terms.Available / terms.Lot * terms.Lot;
        if (remaining == 0)
        {
            foreach (var row in ranked) { reasons[row] = Reason.NoCapacity; }
            return new(demand, 0, null, null);
        }
        Walk(ranked, cut, remaining, granted, reasons);
        return Conclude(ranked, cut, demand, granted, reasons);
    }

    private long[] Cut(Span<Reason> reasons, out List<int> ranked)
    {
        var fees = columns.MaxFee.ToArray();
        var cut = columns.Want.ToArray();
        var room = columns.SellerRoom.ToArray();
        var eligible = new List<int>();
        for (var row = 0; row < cut.Length; row++)
        {
            if (cut[row] == 0) { continue; }
            if (fees[row] < terms.Reserve) { reasons[row] = Reason.BelowReserve; }
            else { eligible.Add(row); }
        }
        eligible.Sort((a, b) => fees[a] != fees[b] ? fees[b].CompareTo(fees[a]) : a.CompareTo(b));
        ranked = [];
        foreach (var row in eligible)
        {
            if (room.Length > 0 && room[columns.Seller[row]] != long.MaxValue)
            {
                ref var left = ref room[columns.Seller[row]];
                cut[row] = Math.Min(cut[row], left / terms.Lot * terms.Lot);
                left -= cut[row];
            }
            if (cut[row] == 0) { reasons[row] = Reason.SellerCap; }
            else if (cut[row] < Need(row)) { reasons[row] = Reason.MinFill; }
            else { ranked.Add(row); }
        }
        return cut;
    }

    private long Need(int row) => columns.Need.IsEmpty ? 0 : columns.Need[row];

    private void Walk(
        List<int> ranked, long[] cut, long remaining, Span<long> granted, Span<Reason> reasons)
    {
        for (var i = 0; i < ranked.Count && remaining > 0;)
        {
            var from = i;
            Int128 total = 0;
            while (i < ranked.Count && columns.MaxFee[ranked[i]] == columns.MaxFee[ranked[from]])
            {
                total += cut[ranked[i++]];
            }
            var level = ranked.GetRange(from, i - from);
            if (total > remaining) { Split(level, cut, remaining, granted, reasons); }
            else { foreach (var row in level) { granted[row] = cut[row]; } }
            foreach (var row in level) { remaining -= granted[row]; }
        }
    }

    private void Split(
        List<int> level, long[] cut, long remaining, Span<long> granted, Span<Reason> reasons)
    {
        if (terms.TieRule is TieRule.ProRata or TieRule.EqualSplit)
        {
            Share(level, cut, remaining, granted, reasons);
            return;
        }
        foreach (var row in terms.TieRule == TieRule.SeededLottery ? Drawn(level) : level)
        {
            var give = Math.Min(cut[row], remaining);
            if (Need(row) > give) { reasons[row] = Reason.MinFill; continue; }
            granted[row] = give;
            remaining -= give;
        }
    }

    private List<int> Drawn(List<int> level)
    {
        var keys = new Dictionary<int, string>();
        foreach (var row in level)
        {
            var key = new byte[32];
            lottery!.Key(row, key);
            keys[row] = Convert.ToHexString(key);
        }
        return [.. level.OrderBy(row => keys[row], StringComparer.Ordinal).ThenBy(row => row)];
    }

    private void Share(
        List<int> level, long[] cut, long remaining, Span<long> granted, Span<Reason> reasons)
    {
        var kept = new List<int>(level);
        var dropped = new SortedSet<int>();
        while (true)
        {
            ShareOnce(kept, cut, remaining, granted);
            var failing = -1;
            foreach (var row in kept) { if (granted[row] < Need(row)) { failing = row; } }
            if (failing < 0) { break; }
            kept.Remove(failing);
            dropped.Add(failing);
            granted[failing] = 0;
        }
        foreach (var row in kept) { remaining -= granted[row]; }
        foreach (var row in dropped)
        {
            var give = Math.Min(cut[row], remaining);
            if (give < Need(row)) { reasons[row] = Reason.MinFill; continue; }
            granted[row] = give;
            remaining -= give;
        }
    }

    private void ShareOnce(List<int> kept, long[] cut, long remaining, Span<long> granted)
    {
        Int128 total = 0;
        foreach (var row in kept) { total += cut[row]; }
        if (total <= remaining) { foreach (var row in kept) { granted[row] = cut[row]; } }
        else if (terms.TieRule == TieRule.ProRata) { ProRata(kept, cut, remaining, total, granted); }
        else { EqualSplit(kept, cut, remaining, granted); }
    }

    private void ProRata(
        List<int> kept, long[] cut, long remaining, Int128 total, Span<long> granted)
    {
        var lots = remaining / terms.Lot;
        var totalLots = (UInt128)(total / terms.Lot);
        var rests = new Dictionary<int, UInt128>();
        var left = lots;
        foreach (var row in kept)
        {
            var (share, rest) = UInt128.DivRem(
                (UInt128)(ulong)lots * (ulong)(cut[row] / terms.Lot), totalLots);
            granted[row] = (long)share * terms.Lot;
            rests[row] = rest;
            left -= (long)share;
        }
        foreach (var row in kept.OrderByDescending(row => rests[row]).ThenBy(row => row).Take((int)left))
        {
            granted[row] += terms.Lot;
        }
    }

    private void EqualSplit(List<int> kept, long[] cut, long remaining, Span<long> granted)
    {
        foreach (var row in kept) { granted[row] = 0; }
        var left = remaining / terms.Lot;
        while (left > 0)
        {
            var open = new List<int>();
            foreach (var row in kept) { if (granted[row] < cut[row]) { open.Add(row); } }
            var share = Math.Max(1, left / open.Count);
            foreach (var row in open)
            {
                var give = Math.Min(Math.Min(share, left), (cut[row] - granted[row]) / terms.Lot);
                granted[row] += give * terms.Lot;
                left -= give;
            }
        }
    }

    private ClearingOutcome Conclude(
        List<int> ranked, long[] cut, Int128 demand, Span<long> granted, Span<Reason> reasons)
    {
        long sum = 0;
        long? lowest = null;
        long rejected = terms.Reserve;
        foreach (var row in ranked)
        {
            sum += granted[row];
            if (granted[row] > 0) { lowest = columns.MaxFee[row]; }
        }
        foreach (var row in ranked)
        {
            if (granted[row] > 0 || reasons[row] != Reason.None) { continue; }
            reasons[row] = columns.MaxFee[row] == lowest ? Reason.TieLost : Reason.Outbid;
        }
        foreach (var row in ranked)
        {
            if (granted[row] < cut[row] && reasons[row] != Reason.MinFill)
            {
                rejected = Math.Max(rejected, columns.MaxFee[row]);
            }
        }
        var fee = terms.PricingRule switch
        {
            PricingRule.LowestGranted => lowest,
            PricingRule.ReserveIfUndersubscribed => demand <= terms.Available ? terms.Reserve : lowest,
            PricingRule.HighestRejected => rejected,
            _ => throw new ArgumentException("Unknown pricing rule."),
        };
        return new(demand, sum, lowest, lowest is null ? null : fee);
    }
}
