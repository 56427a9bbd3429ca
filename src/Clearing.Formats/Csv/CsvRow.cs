using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Clearing.Formats;

/// <summary>The current row of a file; wrong values are reported to the errors.</summary>
internal sealed class CsvRow(
    CsvFields fields, CsvColumn[] columns, int[] positions, FormatErrors errors)
{
    internal const string IdLength = "must be 1 to 128 characters long";
    internal const string IdCharacters = "must be printable ASCII characters without spaces";
    internal const string SellerInPath =
        "must be printable ASCII characters without spaces, slashes or %2F";
    internal const string NotUtf8 = "is not valid UTF-8: only ASCII characters are allowed here";

    /// <summary>The row's line, from 1.</summary>
    internal long Line { get; set; }

    /// <summary>True if the file has the column.</summary>
    internal bool Has(int column) => positions[column] >= 0;

    /// <summary>True if the file has the column and the row has a value in it.</summary>
    internal bool HasValue(int column) => Has(column) && !Text(column).IsEmpty;

    /// <summary>The value in a column that the file has.</summary>
    internal ReadOnlySpan<byte> Text(int column) =>
        positions[column] < fields.Count ? fields[positions[column]] : default;

    /// <summary>Adds an error about the value in a column.</summary>
    internal void Fail(int column, string rule) =>
        errors.Add(Line, columns[column].Name, Text(column), rule);

    /// <summary>The value as an id; empty if it is not one.</summary>
    internal ReadOnlySpan<byte> Id(int column)
    {
        var text = Text(column);
        if (text.Length is 0 or > 128)
        {
            Fail(column, IdLength);
            return default;
        }
        if (text.IndexOfAnyExceptInRange((byte)0x21, (byte)0x7E) >= 0)
        {
            Fail(column, Utf8.IsValid(text) ? IdCharacters : NotUtf8);
            return default;
        }
        return text;
    }

    /// <summary>The value as the id of a seller that a path can name; empty if it is not one.</summary>
    internal string Seller(int column)
    {
        var id = Encoding.ASCII.GetString(Id(column));
        if (id.Length == 0 || SellerRule.Allows(id)) { return id; }
        Fail(column, SellerInPath);
        return "";
    }

    /// <summary>
    /// The value as a date; if it is not one, it adds an error and returns the minimum date.
    /// </summary>
    internal DateOnly Day(int column)
    {
        if (DateOnly.TryParseExact(
            Encoding.UTF8.GetString(Text(column)), "yyyy-MM-dd", CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var day))
        {
            return day;
        }
        Fail(column, "must be a date such as 2026-10-01");
        return default;
    }

    /// <summary>The value as an integer in a range; 0 if it is not one.</summary>
    internal long Number(int column, long least, long most = long.MaxValue)
    {
        if (Integers.Read(Text(column), signed: least < 0, out var value) is { } rule)
        {
            Fail(
                column,
                errors.Full ? "" : Decimals.Rule(columns[column].Name, Text(column), rule, least < 0));
            return 0;
        }
        if (value < least || value > most)
        {
            Fail(column, value < least ? $"must be {least} or more" : $"must be {most} or less");
            return 0;
        }
        return value;
    }
}
