namespace Clearing.Formats;

/// <summary>
/// Reads bids from CSV: <c>bid_id,seller,region,round,max_fee_micros,max_volume,min_volume,
/// submitted_at,time_in_force</c>, in any order of columns.
/// </summary>
public static class BidFile
{
    private const int TypicalRowBytes = 60;
    private const int MaxExpectedRows = 4_000_000;

    /// <summary>Reads a whole file of bids; a bid id may appear once in a market.</summary>
    /// <param name="input">UTF-8 text; read to its end and not closed.</param>
    /// <param name="file">The file's name for errors.</param>
    /// <param name="terms">What is expected of the file; null for the defaults.</param>
    /// <returns>All the bids, or all the errors.</returns>
    public static Parsed<BidTable> Read(Stream input, string file, BidFileTerms? terms = null)
    {
        var errors = new FormatErrors(file);
        terms ??= new BidFileTerms();
        var bids = new BidTable(ExpectedRows(input));
        new CsvTable(input, BidRows.Columns(terms), errors).Read(new BidRows(bids, terms));
        return new Parsed<BidTable>(bids, errors);
    }

    private static int ExpectedRows(Stream input) =>
        input.CanSeek ? (int)Math.Clamp(input.Length / TypicalRowBytes, 0, MaxExpectedRows) : 0;
}
