namespace Clearing.Formats;

/// <summary>Takes the rows of a file of bids into a table.</summary>
internal sealed class BidRows(BidTable bids, BidFileTerms terms) : ICsvRows
{
    private const int BidId = 0;
    private const int Seller = 1;
    private const int Region = 2;
    private const int Round = 3;
    private const int MaxFee = 4;
    private const int MaxVolume = 5;
    private const int MinVolume = 6;
    private const int SubmittedAt = 7;

    private readonly BidColumns _columns = bids.Columns;

    internal static CsvColumn[] Columns(BidFileTerms terms) =>
    [
        new("bid_id"),
        new("seller"),
        new("region", Optional: !terms.NeedsMarkets),
        new("round", Optional: !terms.NeedsMarkets),
        new("max_fee_micros"),
        new("max_volume"),
        new("min_volume"),
        new("submitted_at", Optional: true),
    ];

    public void Add(CsvRow row)
    {
        bids.HasRounds = row.Has(Round);
        var isNew = AddId(row);
        var seller = Intern(row, Seller, bids.Sellers);
        var region = row.Has(Region) ? Intern(row, Region, bids.Regions) : 0;
        var round = row.Has(Round) ? (int)row.Number(Round, least: 1, most: int.MaxValue) : 0;
        var fee = row.Number(MaxFee, least: 0);
        if (fee % terms.TickMicros != 0)
        {
            row.Fail(MaxFee, $"must be a multiple of the tick, {terms.TickMicros}");
        }
        var most = Volume(row, MaxVolume, least: 1);
        var min = Volume(row, MinVolume, least: 0);
        if (min > most && most > 0)
        {
            row.Fail(MinVolume, $"must not be more than max_volume, {most}");
        }
        var submitted = row.Has(SubmittedAt) ? Instant(row) : 0;
        if (!isNew)
        {
            return;
        }
        _columns.Seller.Add(seller);
        _columns.Region.Add(region);
        _columns.Round.Add(round);
        _columns.MaxFee.Add(fee);
        _columns.MaxVolume.Add(most);
        _columns.MinVolume.Add(min);
        _columns.SubmittedAt.Add(submitted);
    }

    private bool AddId(CsvRow row)
    {
        var id = row.Id(BidId);
        if (id.IsEmpty)
        {
            return false;
        }
        var index = bids.Ids.Intern(id, out var isNew);
        if (isNew)
        {
            _columns.Line.Add((int)row.Line);
            return true;
        }
        var first = _columns.Line.Filled[index];
        row.Fail(BidId, $"must be unique in the file: it is on line {first} too");
        return false;
    }

    private static int Intern(CsvRow row, int column, IdTable table)
    {
        var id = row.Id(column);
        return id.IsEmpty ? 0 : table.Intern(id, out _);
    }

    private long Volume(CsvRow row, int column, long least)
    {
        var volume = row.Number(column, least);
        if (volume % terms.Lot != 0)
        {
            row.Fail(column, $"must be a multiple of the lot, {terms.Lot}");
        }
        return volume;
    }

    private static long Instant(CsvRow row)
    {
        var text = row.Text(SubmittedAt);
        if (text.IsEmpty)
        {
            return 0;
        }
        if (!Instants.TryRead(text, out var ticks))
        {
            row.Fail(SubmittedAt, Instants.Rule);
        }
        return ticks;
    }
}
