using System.Collections.Immutable;
using System.Text;
using Clearing.Market;

namespace Clearing.Formats;

/// <summary>
/// Reads changes of one seller's bids on a server from CSV: <c>market,id,bid_id,op</c> and, where the
/// op is <c>amend</c> and not <c>cancel</c>, any of <c>max_fee_micros,max_volume,min_volume,
/// time_in_force</c>.
/// </summary>
public sealed class SellerChangeFile : ICsvRows
{
    private const int Market = 0;
    private const int Id = 1;
    private const int BidId = 2;
    private const int Op = 3;
    private const int MaxFee = 4;
    private const int MaxVolume = 5;
    private const int MinVolume = 6;
    private const int InForce = 7;

    private static readonly CsvColumn[] Columns =
    [
        new("market"), new("id"), new("bid_id"), new("op"),
        new("max_fee_micros", Optional: true), new("max_volume", Optional: true),
        new("min_volume", Optional: true), new("time_in_force", Optional: true),
    ];

    private readonly List<SellerChange> _rows = [];
    private readonly Dictionary<(string Market, string Id), long> _lines = [];

    private SellerChangeFile()
    {
    }

    /// <summary>The changes in the order of the file.</summary>
    public ImmutableArray<SellerChange> Rows => [.. _rows];

    /// <summary>Reads a whole file of changes; an id may appear once in a market.</summary>
    /// <param name="input">UTF-8 text; read to its end and not closed.</param>
    /// <param name="file">The file's name for errors.</param>
    /// <returns>All the changes, or all the errors.</returns>
    public static Parsed<SellerChangeFile> Read(Stream input, string file)
    {
        var errors = new FormatErrors(file);
        var rows = new SellerChangeFile();
        new CsvTable(input, Columns, errors).Read(rows);
        return new Parsed<SellerChangeFile>(rows, errors);
    }

    void ICsvRows.Add(CsvRow row)
    {
        var market = Encoding.UTF8.GetString(row.Text(Market));
        if (!MarketKey.TryParse(market, out _))
        {
            row.Fail(Market, "must be region/storage_type/period, such as us-east/standard/2026-Q4");
        }
        var id = Encoding.UTF8.GetString(row.Id(Id));
        if (!_lines.TryAdd((market, id), row.Line))
        {
            row.Fail(Id, $"must be unique in its market: it is on line {_lines[(market, id)]} too");
        }
        var change = new SellerChange(row.Line, market, id, Encoding.UTF8.GetString(row.Id(BidId)))
        {
            MaxFeeMicros = NumberIfAny(row, MaxFee, least: 0),
            MaxVolume = NumberIfAny(row, MaxVolume, least: 1),
            MinVolume = NumberIfAny(row, MinVolume, least: 0),
            TimeInForce = WordIfAny(row),
        };
        _rows.Add(change with { IsCancellation = IsCancellation(row) });
    }

    private static bool IsCancellation(CsvRow row)
    {
        var names = Enumerable.Range(MaxFee, Columns.Length - MaxFee).Where(row.HasValue).ToArray();
        if (row.Text(Op).SequenceEqual("amend"u8))
        {
            if (names.Length == 0) { row.Fail(Op, "must name what to change: a fee, a volume or a time"); }
            return false;
        }
        if (!row.Text(Op).SequenceEqual("cancel"u8)) { row.Fail(Op, "must be amend or cancel"); }
        else if (names.Length > 0) { row.Fail(names[0], "must be empty where the op is cancel"); }
        return true;
    }

    private static long? NumberIfAny(CsvRow row, int column, long least) =>
        row.HasValue(column) ? row.Number(column, least) : null;

    private static string? WordIfAny(CsvRow row)
    {
        if (!row.HasValue(InForce)) { return null; }
        var word = Encoding.UTF8.GetString(row.Text(InForce));
        if (!Words.TimesInForce.ContainsKey(word))
        {
            row.Fail(InForce, $"must be one of {string.Join(", ", Words.TimesInForce.Keys)}");
        }
        return word;
    }
}
