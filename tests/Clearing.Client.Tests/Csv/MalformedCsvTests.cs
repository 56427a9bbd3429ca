using System.Text;
using Clearing.Formats;

namespace Clearing.Client.Tests.Csv;

public class MalformedCsvTests
{
    private const string Header = "bid_id,seller,region,round,max_fee_micros,max_volume,min_volume,submitted_at\n";
    private const string CapacityHeader = "region,round,capacity_delta,reserve_fee_micros\n";
    private const string ChangeHeader = "region,round,bid_id,op,max_fee_micros\n";

    private static readonly string[] Columns =
        ["bid_id", "seller", "region", "round", "max_fee_micros", "max_volume", "min_volume", "submitted_at"];

    public static TheoryData<string, string, string> BadCells()
    {
        var cases = new TheoryData<string, string, string>();
        foreach (var column in new[] { "round", "max_fee_micros", "max_volume", "min_volume" })
        {
            foreach (var (name, text) in BadNumbers.All)
            {
                if (column == "min_volume" && text.Length == 0) { continue; }
                cases.Add(column, name, text);
            }
        }
        cases.Add("round", "zero", "0");
        cases.Add("round", "31 bits and one", "2147483648");
        cases.Add("max_volume", "zero", "0");
        cases.Add("min_volume", "more than the max volume", "101");
        foreach (var column in new[] { "bid_id", "seller", "region" })
        {
            foreach (var (name, text) in BadIds)
            {
                cases.Add(column, name, text);
            }
        }
        foreach (var text in BadInstants)
        {
            cases.Add("submitted_at", text, text);
        }
        return cases;
    }

    private static readonly (string Name, string Text)[] BadIds =
    [
        ("empty", ""), ("a space inside", "a b"), ("a space before", " a"), ("a space behind", "a "),
        ("a tab", "a\tb"), ("129 characters", new string('a', 129)), ("an umlaut", "\u00FC"),
        ("a look-alike", "s\u0435ller"), ("right-to-left override", "a\u202Eb"), ("emoji", "\U0001F4E6"),
        ("delete", "a\u007F"), ("an escape sequence", "\u001b[2J"), ("a zero-width space", "a\u200Bb"),
        ("a line separator", "a\u2028b"), ("a vertical tab", "a\vb"), ("a lone CR", "a\rb"),
        ("a byte order mark", "\uFEFFa"),
    ];

    private static readonly string[] BadInstants =
    [
        "yesterday", "2023-01-01", "2023-01-01T01:18:36", "2023-01-01 01:18:36Z", "2023-13-01T01:18:36Z",
        "2023-02-29T01:18:36Z", "2023-01-01T24:00:00Z", "2023-01-01T01:60:00Z", "2023-01-01T01:18:60Z",
        "0000-01-01T01:18:36Z", "2023-01-01T01:18:36+01:00", "2023-01-01T01:18:36z", "20230101T011836Z",
        "-023-01-01T01:18:36Z", "2023-00-01T01:18:36Z", "2023-01-00T01:18:36Z", "1672535916",
    ];

    [Theory]
    [MemberData(nameof(BadCells))]
    public void A_bad_value_is_named_with_its_line_and_column(string column, string name, string text)
    {
        var cells = new[] { "b1", "s1", "R01/standard", "1", "2250000", "100", "50", "2023-01-01T01:18:36Z" };
        cells[Array.IndexOf(Columns, column)] = Quote(text);
        var parsed = Tree.Bids(Header + "b0,s0,r,1,1,1,0,\n" + string.Join(",", cells) + "\n");

        Assert.NotEmpty(name);
        Assert.Null(parsed.Value);
        var error = parsed.Errors.Kept[0];
        Assert.Equal(("bids.csv", 3L, column), (error.File, error.Line, error.Place));
        Assert.Equal(FormatError.Show(Encoding.UTF8.GetBytes(text)), error.Value);
        AssertOneLine(error);
    }

    [Theory]
    [InlineData("empty", "")]
    [InlineData("a line end alone", "\n")]
    [InlineData("no header", "b1,s1,R01/standard,1,2250000,100,50,\n")]
    [InlineData("a column missing", "bid_id,seller,max_fee_micros,min_volume\n")]
    [InlineData("a column unknown", "bid_id,seller,max_fee_micros,max_volume,min_volume,note\n")]
    [InlineData("a column twice", "bid_id,seller,max_fee_micros,max_volume,min_volume,seller\n")]
    [InlineData("another case", "BID_ID,seller,max_fee_micros,max_volume,min_volume\n")]
    [InlineData("spaces in the header", "bid_id, seller, max_fee_micros, max_volume, min_volume\n")]
    [InlineData("bars", "bid_id|seller|max_fee_micros|max_volume|min_volume\n")]
    [InlineData("a value too many", Header + "b,s,r,1,1,1,0,,5\n")]
    [InlineData("a comma too few", Header + "b,s,r,1,1,1,0\n")]
    [InlineData("an empty line inside", Header + "b,s,r,1,1,1,0,\n\nc,s,r,1,1,1,0,\n")]
    [InlineData("an open quote", Header + "\"b,s,r,1,1,1,0,\n")]
    [InlineData("a line break in quotes", Header + "\"b\nc\",s,r,1,1,1,0,\n")]
    [InlineData("a quote inside", Header + "b\"c,s,r,1,1,1,0,\n")]
    [InlineData("text behind a quote", Header + "\"b\"c,s,r,1,1,1,0,\n")]
    [InlineData("a NUL", Header + "b\0,s,r,1,1,1,0,\n")]
    [InlineData("a comment", Header + "# bids\n")]
    [InlineData("JSON", "{\"bid_id\":1}\n")]
    [InlineData("CR line ends", "bid_id,seller,max_fee_micros,max_volume,min_volume\rb,s,1,1,0\r")]
    public void A_bad_file_is_refused_whole(string name, string text)
    {
        var parsed = Tree.Bids(text);

        Assert.NotEmpty(name);
        Assert.Null(parsed.Value);
        Assert.All(parsed.Errors.Kept, AssertOneLine);
        Assert.NotEmpty(parsed.Errors.Kept);
    }

    public static TheoryData<string, byte[], string> Junk() => new()
    {
        { "gzip", [0x1F, 0x8B, 8, 0, 1, 2, 3, 4], "gzip" },
        { "gzip cut short", [0x1F, 0x8B], "gzip" },
        { "zip", [.. "PK\u0003\u0004"u8, 20, 0], "zip" },
        { "UTF-16 LE", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Header)).ToArray(), "UTF-16" },
        { "UTF-16 BE", [0xFE, 0xFF, 0, (byte)'b'], "UTF-16" },
        { "zeros", new byte[100_000], "NUL" },
        { "invalid UTF-8", [.. Encoding.ASCII.GetBytes(Header), 0xC3, 0x28, .. ",s,r,1,1,1,0,\n"u8], "UTF-8" },
        { "overlong UTF-8", [.. Encoding.ASCII.GetBytes(Header), 0xC0, 0xAF, .. ",s,r,1,1,1,0,\n"u8], "UTF-8" },
        { "a byte order mark alone", [0xEF, 0xBB, 0xBF], "empty" },
        { "half a byte order mark", [0xEF, 0xBB], "must name the columns" },
    };

    [Theory]
    [MemberData(nameof(Junk))]
    public void What_is_not_text_is_named(string name, byte[] bytes, string rule)
    {
        var parsed = BidFile.Read(new MemoryStream(bytes), name, null);

        Assert.Null(parsed.Value);
        Assert.Contains(rule, parsed.Errors.Kept[0].Rule, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a region and round twice", "r,1,5,0\nr,2,5,0\nr,1,5,0\n", 4, "round")]
    [InlineData("a negative reserve", "r,1,5,-1\n", 2, "reserve_fee_micros")]
    [InlineData("a plus sign", "r,1,+5,0\n", 2, "capacity_delta")]
    [InlineData("minus zero", "r,1,-0,0\n", 2, "capacity_delta")]
    [InlineData("below 64 bits", "r,1,-9223372036854775809,0\n", 2, "capacity_delta")]
    [InlineData("round zero", "r,0,5,0\n", 2, "round")]
    [InlineData("no region", ",1,5,0\n", 2, "region")]
    public void A_bad_capacity_is_named(string name, string rows, long line, string column)
    {
        var parsed = CapacityFile.Read(Tree.Stream(CapacityHeader + rows), name);

        Assert.Null(parsed.Value);
        Assert.Equal((line, column), (parsed.Errors.Kept[0].Line, parsed.Errors.Kept[0].Place));
    }

    [Fact]
    public void Capacity_may_be_taken_away()
    {
        var rows = CapacityFile.Read(
            Tree.Stream($"{CapacityHeader}r,1,{long.MinValue},0\n"), "c").Value!.Rows;

        Assert.Equal(long.MinValue, rows[0].Terms.CapacityDelta.Value);
    }

    [Theory]
    [InlineData("an unknown op", "r,2,b,delete,\n", "op")]
    [InlineData("another case", "r,2,b,Cancel,\n", "op")]
    [InlineData("no op", "r,2,b,,5\n", "op")]
    [InlineData("an amendment without a fee", "r,2,b,amend,\n", "max_fee_micros")]
    [InlineData("a cancellation with a fee", "r,2,b,cancel,5\n", "max_fee_micros")]
    [InlineData("a negative fee", "r,2,b,amend,-5\n", "max_fee_micros")]
    [InlineData("no bid", "r,2,,cancel,\n", "bid_id")]
    [InlineData("no round", "r,,b,cancel,\n", "round")]
    public void A_bad_change_is_named(string name, string rows, string column)
    {
        var parsed = ChangeFile.Read(Tree.Stream(ChangeHeader + rows), name);

        Assert.Null(parsed.Value);
        Assert.Equal((2, column), (parsed.Errors.Kept[0].Line, parsed.Errors.Kept[0].Place));
    }

    internal static void AssertOneLine(FormatError error) =>
        Assert.DoesNotContain(error.ToString(), c => c is < ' ' or > '~');

    private static string Quote(string text) =>
        text.IndexOfAny([',', '"']) >= 0 ? $"\"{text.Replace("\"", "\"\"")}\"" : text;
}
