namespace Clearing.Formats;

/// <summary>
/// Reads the profiles of sellers from CSV: <c>seller,account_started,plan</c>, each seller once.
/// </summary>
public sealed class ProfileFile : ICsvRows
{
    private const int Seller = 0;
    private const int Started = 1;
    private const int SellerPlan = 2;

    private static readonly CsvColumn[] Columns =
        [new("seller"), new("account_started"), new("plan")];

    private readonly List<ProfileRow> _rows = [];
    private readonly HashSet<string> _sellers = new(StringComparer.Ordinal);

    private ProfileFile()
    {
    }

    /// <summary>The profiles in the order of the file.</summary>
    public IReadOnlyList<ProfileRow> Rows => _rows;

    /// <summary>Reads a whole file of profiles.</summary>
    /// <param name="input">UTF-8 text; read to its end and not closed.</param>
    /// <param name="file">The file's name for errors.</param>
    /// <returns>All the profiles, or all the errors.</returns>
    public static Parsed<ProfileFile> Read(Stream input, string file)
    {
        var errors = new FormatErrors(file);
        var profiles = new ProfileFile();
        new CsvTable(input, Columns, errors).Read(profiles);
        return new Parsed<ProfileFile>(profiles, errors);
    }

    void ICsvRows.Add(CsvRow row)
    {
        var seller = row.Seller(Seller);
        _rows.Add(new(
            row.Line, seller, new(row.Day(Started), SellerFile.PlanOf(row, SellerPlan))));
        if (seller.Length > 0 && !_sellers.Add(seller)) { row.Fail(Seller, SellerFile.Once); }
    }
}
