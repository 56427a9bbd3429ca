namespace Clearing.Market.Tests;

/// <summary>
/// After any changes, what is kept for the caps cuts as if it were computed again.
/// </summary>
public sealed class KeepingCapsTests
{
    private const int Sellers = 3;

    private readonly SellerLimits _limits = new();
    private readonly BidBook _bids;
    private readonly long[] _caps = new long[Sellers];
    private readonly long[] _held = new long[Sellers];
    private Random _random = new(0);
    private long _lot = 1;

    public KeepingCapsTests() => _bids = new BidBook(_limits);

    [Theory]
    [InlineData(1, 2_000, 40, 8)]
    [InlineData(2, 200, 400, 60)]
    [InlineData(3, 200, 400, 3)]
    public void Caps_cut_as_if_found_anew(int seed, int histories, int steps, int fees)
    {
        for (var i = 0; i < histories; i++)
        {
            var history = new KeepingCapsTests { _random = new Random((seed * 1_000_000) + i) };
            history.Run(steps, fees, $"Seed {seed}, history {i}");
        }
    }

    [Fact]
    public void Many_bids_and_cancellations_of_one_seller_cut_as_if_found_anew()
    {
        const int Bids = 30_000;
        SetCap(0, 500);
        for (var row = 0; row < Bids; row++)
        {
            Place(0, row % 100, 1 + (row % 7));
            if (row % 2 == 1) { _bids.Close(row - 1, RowMark.Cancelled, 0); }
        }
        Check(Bids, "All placed");
        Check(Bids - 1, "One more after the close");
    }

    private void Run(int steps, int fees, string story)
    {
        _limits.Lot = _lot = _random.Next(3) == 0 ? 5 : 1;
        for (var seller = 0; seller < Sellers; seller++)
        {
            _bids.Sellers.FindOrAdd($"s{seller}");
            SetCap(seller, _random.Next(3) == 0 ? long.MaxValue : _random.Next(200));
        }
        for (var step = 0; step < steps; step++)
        {
            Step(fees);
            if (_random.Next(3) > 0) { continue; }
            var rows = _random.Next(4) == 0 ? _random.Next(_bids.Count + 1) : _bids.Count;
            Check(rows, $"{story}, step {step}");
        }
    }

    private void Step(int fees)
    {
        var row = _bids.Count == 0 ? -1 : _random.Next(_bids.Count);
        var open = row >= 0 && _bids.IsOpen(row);
        var seller = _random.Next(Sellers);
        switch (_random.Next(10))
        {
            case 0 when open: _bids.Close(row, RowMark.Cancelled, 0); break;
            case 1 when open: Grant(row); break;
            case 2 when open: Amend(row, _random.Next(fees)); break;
            case 3 when open: Lower(row); break;
            case 4 when _held[seller] > 0:
                Hold(seller, -_lot * _random.NextInt64((_held[seller] / _lot) + 1));
                break;
            case 5: SetCap(seller, _random.Next(200)); break;
            default: Place(seller, _random.Next(fees), _lot * _random.Next(1, 20)); break;
        }
    }

    private void SetCap(int seller, long cap)
    {
        _caps[seller] = cap;
        _bids.Sellers.FindOrAdd($"s{seller}");
        if (cap < long.MaxValue) { _limits.SetBaseCap(seller, cap); }
    }

    private void Place(int seller, long fee, long volume) => _bids.Append(
        new Bid($"b{_bids.Count}", $"s{seller}", new Fee(fee), new CubicFeet(volume)),
        at: null);

    private void Grant(int row)
    {
        var volume = _lot * (1 + _random.NextInt64(_bids.Wants[row] / _lot));
        Hold(_bids.SellerNumbers[row], volume);
        _bids.Grant(row, volume, 0);
    }

    private void Hold(int seller, long volume)
    {
        _held[seller] += volume;
        _limits.Add(seller, volume);
    }

    private void Amend(int row, long fee) => _bids.Replace(
        row, _bids.BidOf(row) with { MaxFee = new Fee(fee) }, 0);

    private void Lower(int row)
    {
        var volume = _bids.VolumeOf(row) - (_lot * _random.NextInt64(_bids.Wants[row] / _lot));
        _bids.Change(row, _bids.BidOf(row) with { MaxVolume = new CubicFeet(volume) }, 0);
    }

    private void Check(int rows, string story)
    {
        var ends = _limits.Ends(_bids, rows);
        for (var seller = 0; seller < Sellers; seller++)
        {
            var end = ends is null || seller >= ends.Sellers.Length ? new SellerEnd(-1, -1, 0)
                : ends.Sellers[seller];
            var room = Math.Max(0, _caps[seller] - _held[seller]);
            room -= room % _lot;
            foreach (var row in Served(seller, rows))
            {
                var cut = Math.Min(_bids.Wants[row], room);
                room -= cut;
                Assert.True(cut == CutBy(end, row), $"{story}: row {row} of seller {seller}.");
            }
        }
    }

    private IEnumerable<int> Served(int seller, int rows) => Enumerable.Range(0, rows)
        .Where(row => _bids.Wants[row] > 0 && _bids.SellerNumbers[row] == seller)
        .OrderByDescending(row => _bids.Fees[row]).ThenBy(row => row);

    private long CutBy(SellerEnd end, int row) =>
        row == end.Row ? Math.Min(end.Left, _bids.Wants[row])
        : _bids.Fees[row] > end.Fee || (_bids.Fees[row] == end.Fee && row < end.Row)
            ? _bids.Wants[row]
            : 0;
}
