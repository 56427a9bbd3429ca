using System.Text;
using Clearing.Market;

namespace Clearing.Formats;

/// <summary>Adds the rows of a file of bids to a table.</summary>
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
    private const int InForce = 8;

    // The number of a seller or region that is not an id; the file is refused then.
    private const int None = -1;

    private readonly BidColumns _columns = bids.Columns;
    private readonly byte[]? _seller = Bytes(terms.Seller);
    private readonly byte[]? _region = Bytes(terms.Region);

    internal static CsvColumn[] Columns(BidFileTerms terms) =>
    [
        new("bid_id"),
        new("seller"),
        new("region", Optional: !terms.NeedsMarkets),
        new("round", Optional: !terms.NeedsMarkets),
        new("max_fee_micros"),
        new("max_volume"),
        new("min_volume", Optional: true),
        new("submitted_at", Optional: true),
        new("time_in_force", Optional: true),
    ];

    public void Add(CsvRow row)
    {
        bids.HasRounds = row.Has(Round);
        var id = row.Id(BidId);
        var seller = Intern(row, Seller, bids.Sellers, _seller);
        var region = row.Has(Region) ? Intern(row, Region, bids.Regions, _region) : 0;
        var isNew = AddId(row, id, region);
        var round = row.Has(Round) ? RoundOf(row) : 0;
        var fee = row.Number(MaxFee, least: 0);
        if (fee % terms.TickMicros != 0)
        {
            row.Fail(MaxFee, $"must be a multiple of the tick, {terms.TickMicros}");
        }
        var most = Volume(row, MaxVolume, least: 1);
        var min = row.HasValue(MinVolume) ? Volume(row, MinVolume, least: 0) : 0;
        if (min > most && most > 0)
        {
            row.Fail(MinVolume, $"must not be more than max_volume, {most}");
        }
        if (row.HasValue(SubmittedAt)) { CheckInstant(row); }
        var inForce = row.HasValue(InForce) ? Word(row) : TimeInForce.Period;
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
        _columns.InForce.Add(inForce);
    }

    private static byte[]? Bytes(string? id) => id is null ? null : Encoding.UTF8.GetBytes(id);

    // A region is a market here, because a file holds bids of one period.
    private bool AddId(CsvRow row, ReadOnlySpan<byte> id, int region)
    {
        if (id.IsEmpty)
        {
            return false;
        }
        var index = bids.Ids.Intern(id, out var isNew, region);
        if (isNew)
        {
            _columns.Line.Add((int)row.Line);
            return true;
        }
        var first = _columns.Line.Filled[index];
        row.Fail(BidId, $"must be unique in its market: it is on line {first} too");
        return false;
    }

    private static int Intern(CsvRow row, int column, IdTable table, byte[]? only)
    {
        var id = row.Id(column);
        if (id.IsEmpty)
        {
            return None;
        }
        if (only is not null && !id.SequenceEqual(only))
        {
            row.Fail(column, $"must be {Encoding.UTF8.GetString(only)}, as for all bids here");
        }
        return table.Intern(id, out _);
    }

    private int RoundOf(CsvRow row)
    {
        var round = (int)row.Number(Round, least: 1, most: int.MaxValue);
        if (terms.Round > 0 && round > 0 && round != terms.Round)
        {
            row.Fail(Round, $"must be {terms.Round}, the market's next round");
        }
        return round;
    }

    private static TimeInForce Word(CsvRow row)
    {
        if (Words.TimesInForce.TryGetValue(
            Encoding.UTF8.GetString(row.Text(InForce)), out var word))
        {
            return word;
        }
        row.Fail(InForce, $"must be one of {string.Join(", ", Words.TimesInForce.Keys)}");
        return default;
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

    // The market orders bids by their rows, so the instant itself is not kept.
    private static void CheckInstant(CsvRow row)
    {
        if (!Instants.TryRead(row.Text(SubmittedAt), out _))
        {
            row.Fail(SubmittedAt, Instants.Rule);
        }
    }
}
