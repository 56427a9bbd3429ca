using System.Text;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Sellers;

namespace Clearing.Formats;

/// <summary>
/// Reads the sellers of a plan from CSV: <c>seller</c>, and any of <c>account_started</c>,
/// <c>plan</c>, <c>previous_volume</c> and <c>override_volume</c>; an empty value counts as left
/// out.
/// </summary>
public sealed class SellerFile : ICsvRows
{
    private const int Seller = 0;
    private const int Started = 1;
    private const int SellerPlan = 2;
    private const int Previous = 3;
    private const int Override = 4;

    internal const string Once = "must be named once in the file";

    private static readonly CsvColumn[] Columns =
    [
        new("seller"), new("account_started", Optional: true), new("plan", Optional: true),
        new("previous_volume", Optional: true), new("override_volume", Optional: true),
    ];

    private static readonly IReadOnlyDictionary<string, Plan> Plans = Words.All<Plan>();

    private readonly Dictionary<string, SellerRow> _rows = new(StringComparer.Ordinal);

    private SellerFile()
    {
    }

    /// <summary>The sellers, by id.</summary>
    public IReadOnlyDictionary<string, SellerRow> Rows => _rows;

    /// <summary>Reads a whole file of sellers.</summary>
    /// <param name="input">UTF-8 text; read to its end and not closed.</param>
    /// <param name="file">The file's name for errors.</param>
    /// <returns>All the sellers, or all the errors.</returns>
    public static Parsed<SellerFile> Read(Stream input, string file)
    {
        var errors = new FormatErrors(file);
        var sellers = new SellerFile();
        new CsvTable(input, Columns, errors).Read(sellers);
        return new Parsed<SellerFile>(sellers, errors);
    }

    /// <summary>The value as a plan; if it is none, it adds an error.</summary>
    internal static Plan PlanOf(CsvRow row, int column)
    {
        if (!Plans.TryGetValue(Encoding.UTF8.GetString(row.Text(column)), out var plan))
        {
            row.Fail(column, $"must be one of {string.Join(", ", Plans.Keys)}");
        }
        return plan;
    }

    void ICsvRows.Add(CsvRow row)
    {
        var seller = row.Seller(Seller);
        var read = new SellerRow(
            seller, ProfileOf(row), Volume(row, Previous), Volume(row, Override));
        if (seller.Length > 0 && !_rows.TryAdd(seller, read)) { row.Fail(Seller, Once); }
    }

    private static SellerProfile? ProfileOf(CsvRow row)
    {
        var plan = row.HasValue(SellerPlan) ? PlanOf(row, SellerPlan) : Plan.Professional;
        if (row.HasValue(Started)) { return new(row.Day(Started), plan); }
        // Without the day of its opening, the account counts as old.
        return plan == Plan.Professional ? null : new(DateOnly.MinValue, plan);
    }

    private static long? Volume(CsvRow row, int column) =>
        row.HasValue(column) ? row.Number(column, least: 0, DayFigures.MaxVolume) : null;
}
