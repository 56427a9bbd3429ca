using System.Text;
using Clearing.Allocation.Facts;

namespace Clearing.Formats;

/// <summary>
/// Reads day reports from CSV: <c>seller,report_id,day</c>, and any of <c>revision</c> and the
/// figures. An empty figure, like a column that is left out, is unknown.
/// </summary>
public sealed class FactFile : ICsvRows
{
    private const int Seller = 0;
    private const int Report = 1;
    private const int Day = 2;
    private const int Revision = 3;
    private const int FirstFigure = 4;
    private const int Million = 1_000_000;

    private static readonly CsvColumn[] Columns =
    [
        new("seller"), new("report_id"), new("day"), new("revision", Optional: true),
        new("used_volume", Optional: true), new("inbound_volume", Optional: true),
        new("sold_milli_volume", Optional: true), new("units_sold", Optional: true),
        new("on_hand_units", Optional: true), new("excess_units", Optional: true),
        new("stranded_units", Optional: true), new("in_stock_ppm", Optional: true),
        new("sales_minor", Optional: true),
    ];

    private readonly List<FactRow> _rows = [];
    private readonly Dictionary<string, string> _sellers = new(StringComparer.Ordinal);

    private FactFile()
    {
    }

    /// <summary>The reports in the order of the file.</summary>
    public IReadOnlyList<FactRow> Rows => _rows;

    /// <summary>Reads a whole file of day reports.</summary>
    /// <param name="input">UTF-8 text; read to its end and not closed.</param>
    /// <param name="file">The file's name for errors.</param>
    /// <returns>All the reports, or all the errors.</returns>
    public static Parsed<FactFile> Read(Stream input, string file)
    {
        var errors = new FormatErrors(file);
        var facts = new FactFile();
        new CsvTable(input, Columns, errors).Read(facts);
        return new Parsed<FactFile>(facts, errors);
    }

    void ICsvRows.Add(CsvRow row)
    {
        var id = Encoding.ASCII.GetString(row.Id(Report));
        if (id.Length > 0 && !ClientId.Allows(id))
        {
            row.Fail(Report, ClientId.Rule);
        }
        var report = new DayReport(
            id, row.Day(Day), row.HasValue(Revision) ? row.Number(Revision, least: 0) : 0,
            FiguresOf(row));
        _rows.Add(new(row.Line, SellerOf(row), report));
    }

    private static DayFigures FiguresOf(CsvRow row)
    {
        var figures = new DayFigures
        {
            UsedVolume = Figure(row, 0, DayFigures.MaxVolume),
            InboundVolume = Figure(row, 1, DayFigures.MaxVolume),
            SoldMilliVolume = Figure(row, 2, DayFigures.MaxMilliVolume),
            UnitsSold = Figure(row, 3, DayFigures.MaxVolume),
            OnHandUnits = Figure(row, 4, DayFigures.MaxVolume),
            ExcessUnits = Figure(row, 5, DayFigures.MaxVolume),
            StrandedUnits = Figure(row, 6, DayFigures.MaxVolume),
            InStockPpm = Figure(row, 7, Million),
            SalesMinor = Figure(row, 8, long.MaxValue, least: -long.MaxValue),
        };
        CheckPart(row, 5, figures.ExcessUnits, figures.OnHandUnits);
        CheckPart(row, 6, figures.StrandedUnits, figures.OnHandUnits);
        return figures;
    }

    private static void CheckPart(CsvRow row, int figure, long? part, long? whole)
    {
        if (part > (whole ?? -1))
        {
            row.Fail(FirstFigure + figure, "must not be more than on_hand_units, which it needs");
        }
    }

    private static long? Figure(CsvRow row, int figure, long most, long least = 0) =>
        row.HasValue(FirstFigure + figure)
            ? row.Number(FirstFigure + figure, least, most)
            : null;

    // Each seller's rows share one string.
    private string SellerOf(CsvRow row)
    {
        var seller = row.Seller(Seller);
        _sellers.TryAdd(seller, seller);
        return _sellers[seller];
    }
}
