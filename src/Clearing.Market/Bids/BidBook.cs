namespace Clearing.Market.Bids;

/// <summary>A market's bids in columns. Row n holds sequence number n + 1, for ever.</summary>
/// <remarks>
/// A bid that loses its time priority gets a new row and its old row dies, so rows stay in
/// ascending sequence and the fee of a row never changes. Rows are never removed: closed bids
/// are needed to answer repeated ones, and reading past a dead row costs a nanosecond.
/// </remarks>
internal sealed partial class BidBook
{
    private readonly SellerLimits _limits;
    private readonly IdIndex _ids;
    private readonly Column<long> _fees = new();
    private readonly Column<long> _volumes = new();
    private readonly Column<long> _wants = new();
    private readonly Column<int> _sellers = new();
    private readonly Column<int> _numbers = new();
    private readonly Column<int> _previousOfSeller = new();
    private readonly Column<byte> _marks = new();
    private readonly SparseColumn<long> _granted = new();
    private readonly SparseColumn<int> _closedAfter = new();
    private readonly Dictionary<int, long> _minVolumes = [];
    private readonly Dictionary<int, Bid> _originals = [];
    private readonly Dictionary<int, int> _earlier = [];
    private readonly Column<int> _lastOfSeller = new();
    private readonly SparseColumn<int> _placedBySeller = new();
    private readonly SparseColumn<Int128> _openOfSeller = new();
    private readonly SparseColumn<int> _closedOfSeller = new();
    private readonly RowTimes _placedAt = new();
    private readonly Column<ulong> _tickets = new();

    /// <summary>An empty book.</summary>
    /// <param name="limits">Is notified of what the sellers' rows want.</param>
    public BidBook(SellerLimits limits) => (_limits, _ids) = (limits, new IdIndex(_sellers));

    /// <summary>The sellers of the market.</summary>
    public IdIndex Sellers { get; } = new();

    /// <summary>Rows so far; also the last sequence number.</summary>
    public int Count => _fees.Count;

    /// <summary>Bids that stand.</summary>
    public int OpenBids { get; private set; }

    /// <summary>The max fees, by row.</summary>
    public ReadOnlySpan<long> Fees => _fees.Rows;

    /// <summary>What each row still wants; 0 if it is not open.</summary>
    public ReadOnlySpan<long> Wants => _wants.Rows;

    /// <summary>The seller's number, by row.</summary>
    public ReadOnlySpan<int> SellerNumbers => _sellers.Rows;

    /// <summary>The lottery's keys; null unless the market draws lots.</summary>
    public LotteryKeys? Lottery { get; private set; }

    /// <summary>The start of each row's lottery key; empty unless the market draws lots.</summary>
    public ReadOnlySpan<ulong> Tickets => _tickets.Rows;

    /// <summary>The row of a seller's bid as it stands now; −1 if there is none.</summary>
    public int Find(ReadOnlySpan<char> bidId, ReadOnlySpan<char> seller) =>
        Sellers.Find(seller) is >= 0 and var number ? _ids.Find(bidId, number) : -1;

    /// <summary>The id of a row's bid.</summary>
    public string IdOf(int row) => _ids.IdOf(row);

    /// <summary>The bytes of the id of a row's bid.</summary>
    public ReadOnlySpan<byte> IdTextOf(int row) => _ids.TextOf(row);

    /// <summary>The seller's id of a row.</summary>
    public string SellerOf(int row) => Sellers.IdOf(_sellers[row]);

    /// <summary>What a row's bid was granted so far.</summary>
    public long GrantedOf(int row) => _granted[row];

    /// <summary>What a seller's open bids want together.</summary>
    public Int128 OpenOf(int seller) => _openOfSeller[seller];

    /// <summary>The max volume of a row.</summary>
    public long VolumeOf(int row) => _volumes[row];

    /// <summary>The min volume of a row.</summary>
    public long MinOf(int row) => _minVolumes.GetValueOrDefault(row);

    /// <summary>The least that the row must get now, if it gets anything.</summary>
    public long NeedOf(int row) => Math.Max(0, MinOf(row) - _granted[row]);

    /// <summary>The state of a row.</summary>
    public RowMark MarkOf(int row) => (RowMark)_marks[row];

    /// <summary>True if a row takes part in clearings.</summary>
    public bool IsOpen(int row) => MarkOf(row).Stage() == RowMark.Open;

    /// <summary>How many rounds were cleared when the row stopped being open.</summary>
    public int ClosedAfter(int row) => _closedAfter[row];

    /// <summary>The row of the same bid before it lost its priority; −1 for the first.</summary>
    public int EarlierOf(int row) => _earlier.GetValueOrDefault(row, -1);

    /// <summary>The running number of a row's bid among its seller's, from 1.</summary>
    public int NumberOf(int row) => _numbers[row];

    /// <summary>How many bids a seller placed so far.</summary>
    public int PlacedBy(string seller) =>
        Sellers.Find(seller) is >= 0 and var number ? _placedBySeller[number] : 0;

    /// <summary>How many of a seller's bids stand.</summary>
    public int OpenBidsOf(string seller) =>
        Sellers.Find(seller) is >= 0 and var number
            ? _placedBySeller[number] - _closedOfSeller[number]
            : 0;

    /// <summary>The bid of a row as amended last.</summary>
    public Bid BidOf(int row) => new(
        IdOf(row), SellerOf(row), new Fee(_fees[row]), new CubicFeet(_volumes[row]),
        new CubicFeet(MinOf(row)), MarkOf(row).TimeInForce());

    /// <summary>The bid of a row, its latest, as it was first placed.</summary>
    public Bid OriginalOf(int row) =>
        _originals.TryGetValue(row, out var original) ? original : BidOf(row);

    /// <summary>When the bid of a row was placed; null in older journals.</summary>
    public DateTimeOffset? PlacedAt(int row)
    {
        while (EarlierOf(row) is >= 0 and var earlier) { row = earlier; }
        return _placedAt.Of(row);
    }

    /// <summary>The first row of each of a seller's bids, the bid placed last first.</summary>
    public IEnumerable<int> FirstRowsOf(int seller) =>
        RowsOf(seller).Where(row => EarlierOf(row) < 0);

    /// <summary>The rows of a seller's bids as they stand now, latest first.</summary>
    public IEnumerable<int> RowsOf(string seller)
    {
        var number = Sellers.Find(seller);
        return number < 0
            ? []
            : RowsOf(number).Where(row => MarkOf(row).Stage() != RowMark.Replaced);
    }

    /// <summary>All rows a seller ever had, latest first.</summary>
    public IEnumerable<int> RowsOf(int seller)
    {
        var row = seller < _lastOfSeller.Count ? _lastOfSeller[seller] : -1;
        for (; row >= 0; row = _previousOfSeller[row])
        {
            yield return row;
        }
    }

    /// <summary>The need of each of the first rows; empty if no bid has a min volume.</summary>
    public long[] Needs(int rows)
    {
        if (_minVolumes.Count == 0) { return []; }
        var needs = new long[rows];
        foreach (var row in _minVolumes.Keys)
        {
            if (row < rows && _wants[row] > 0) { needs[row] = NeedOf(row); }
        }
        return needs;
    }

    /// <summary>Open rows among those from a row on.</summary>
    public int OpenFrom(int row)
    {
        var open = 0;
        for (; row < Count; row++)
        {
            if (_wants[row] > 0) { open++; }
        }
        return open;
    }
}
