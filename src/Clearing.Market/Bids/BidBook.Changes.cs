namespace Clearing.Market.Bids;

internal sealed partial class BidBook
{
    /// <summary>Lets each bid draw a ticket. To be called before the first bid.</summary>
    public void DrawLots(string seed) => Lottery = new LotteryKeys(this, seed);

    /// <summary>Adds a bid at the end.</summary>
    /// <param name="bid">The bid.</param>
    /// <param name="at">When; null in older journals.</param>
    public void Append(Bid bid, DateTimeOffset? at)
    {
        _placedAt.Append(Count, at);
        var seller = Sellers.FindOrAdd(bid.Seller);
        _sellers.Append(seller);
        _numbers.Append(++_placedBySeller[seller]);
        AppendRow(_ids.Add(bid.Id), bid);
    }

    /// <summary>Changes a bid in its row, which keeps its priority; its fee is the same.</summary>
    public void Change(int row, Bid bid, int roundsCleared)
    {
        Remember(row, row);
        KeepVersion(row, roundsCleared);
        _volumes[row] = bid.MaxVolume.Value;
        Want(row, bid.MaxVolume.Value - _granted[row]);
        SetMin(row, bid.MinVolume.Value);
        _marks[row] = (byte)RowMarks.OpenWith(bid.TimeInForce);
        if (_wants[row] == 0) { Close(row, RowMark.Complete, roundsCleared); }
    }

    /// <summary>Gives a bid a new row at the end; its old row dies.</summary>
    public void Replace(int row, Bid bid, int roundsCleared)
    {
        _sellers.Append(_sellers[row]);
        _numbers.Append(_numbers[row]);
        var next = _ids.AddAgain(row);
        Remember(row, next);
        var granted = _granted[row];
        Close(row, RowMark.Replaced, roundsCleared);
        AppendRow(next, bid);
        _earlier[next] = row;
        if (granted == 0) { return; }
        _granted[next] = granted;
        Want(next, _wants[next] - granted);
        if (_wants[next] == 0) { Close(next, RowMark.Complete, roundsCleared); }
    }

    /// <summary>Ends a row's part in clearings.</summary>
    public void Close(int row, RowMark stage, int roundsCleared)
    {
        if (!IsOpen(row)) { throw new InvalidOperationException("A closed bid closes once."); }
        Want(row, 0);
        _marks[row] = (byte)(stage | (MarkOf(row) & RowMark.RoundOnly));
        _closedAfter[row] = roundsCleared;
        if (stage != RowMark.Replaced) { _closedOfSeller[_sellers[row]]++; }
        OpenBids--;
    }

    /// <summary>Grants volume to an open row; true if its bid is now complete.</summary>
    public bool Grant(int row, long volume, int roundsCleared)
    {
        if (volume <= 0 || volume > _wants[row])
        {
            throw new InvalidOperationException("A grant is more than nothing, at most the want.");
        }
        _granted[row] += volume;
        Want(row, _wants[row] - volume);
        if (_wants[row] > 0) { return false; }
        Close(row, RowMark.Complete, roundsCleared);
        return true;
    }

    /// <summary>Expires the open bids of one round among the first rows.</summary>
    public void ExpireRoundOnly(int rows, int roundsCleared)
    {
        for (var row = 0; ; row++)
        {
            var next = _marks.Rows[row..rows].IndexOf((byte)(RowMark.Open | RowMark.RoundOnly));
            if (next < 0) { return; }
            row += next;
            Close(row, RowMark.Expired, roundsCleared);
        }
    }

    /// <summary>Expires every open bid.</summary>
    public void ExpireAll(int roundsCleared)
    {
        for (var row = 0; row < Count; row++)
        {
            if (IsOpen(row)) { Close(row, RowMark.Expired, roundsCleared); }
        }
    }

    private void AppendRow(int row, Bid bid)
    {
        var seller = _sellers[row];
        _fees.Append(bid.MaxFee.Micros);
        _volumes.Append(bid.MaxVolume.Value);
        _wants.Append(0);
        Want(row, bid.MaxVolume.Value);
        _marks.Append((byte)RowMarks.OpenWith(bid.TimeInForce));
        SetMin(row, bid.MinVolume.Value);
        if (Lottery is { } lottery) { _tickets.Append(lottery.Ticket(row)); }
        while (_lastOfSeller.Count <= seller) { _lastOfSeller.Append(-1); }
        _previousOfSeller.Append(_lastOfSeller[seller]);
        _lastOfSeller[seller] = row;
        OpenBids++;
        _limits.Append(this, row);
    }

    private void Want(int row, long volume)
    {
        var less = _wants[row] - volume;
        _openOfSeller[_sellers[row]] -= less;
        _wants[row] = volume;
        if (less > 0) { _limits.Lessen(this, row, less); }
    }

    private void SetMin(int row, long minVolume)
    {
        if (minVolume > 0) { _minVolumes[row] = minVolume; }
        else { _minVolumes.Remove(row); }
    }

    private void Remember(int row, int next)
    {
        var original = _originals.TryGetValue(row, out var known) ? known : BidOf(row);
        _originals.Remove(row);
        _originals[next] = original;
    }
}
