using System.Text;
using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Client.Tests.Csv;

/// <summary>Files as spreadsheets write them, and exports as spreadsheets open them.</summary>
public class SpreadsheetTests
{
    private const string Header = "bid_id,seller,max_fee_micros,max_volume,min_volume\n";

    [Theory]
    [InlineData("semicolons, mark and CRLF",
        "\uFEFFbid_id;seller;max_fee_micros;max_volume;min_volume\r\nb;s;5;600;7\r\n")]
    [InlineData("tabs", "bid_id\tseller\tmax_fee_micros\tmax_volume\tmin_volume\nb\ts\t5\t600\t7\n")]
    [InlineData("quoted and with semicolons",
        "\"bid_id\";\"seller\";\"max_fee_micros\";\"max_volume\";\"min_volume\"\n\"b\";\"s\";\"5\";\"600\";\"7\"\n")]
    [InlineData("empty columns behind", "bid_id,seller,max_fee_micros,max_volume,min_volume,,\nb,s,5,600,7,,\n")]
    [InlineData("empty columns behind the rows alone",
        "bid_id,seller,max_fee_micros,max_volume,min_volume\nb,s,5,600,7,,,\n")]
    [InlineData("empty columns behind the header alone",
        "bid_id,seller,max_fee_micros,max_volume,min_volume,,\nb,s,5,600,7\n")]
    [InlineData("an empty column between", "bid_id,seller,,max_fee_micros,max_volume,min_volume\nb,s,,5,600,7\n")]
    [InlineData("empty rows at the end",
        "bid_id,seller,max_fee_micros,max_volume,min_volume\nb,s,5,600,7\n,,,,\n,,,,\n")]
    public void Exports_of_spreadsheets_are_read(string name, string text)
    {
        Assert.NotEmpty(name);
        Assert.Equal(new Bid("b", "s", new Fee(5), new CubicFeet(600), new CubicFeet(7)), Valid(text)[0]);
    }

    [Fact]
    public void Hundreds_of_empty_columns_are_passed_over()
    {
        var empty = new string(',', 500);

        Assert.Equal(1, Valid($"{Header.TrimEnd()}{empty}\nb,s,5,600,7{empty}\n").Count);
    }

    [Theory]
    [InlineData("bid_id,seller,max_fee_micros,max_volume\nb,s,5,600\n")]
    [InlineData("bid_id,seller,max_fee_micros,max_volume,min_volume\nb,s,5,600,\n")]
    public void A_min_volume_may_be_left_out_as_in_JSON(string text) =>
        Assert.Equal(0, Valid(text)[0].MinVolume.Value);

    [Fact]
    public void A_time_in_force_may_be_named_as_in_JSON()
    {
        var bids = Valid(
            "bid_id,seller,max_fee_micros,max_volume,time_in_force\na,s,5,600,ROUND\nb,s,5,600,\n");

        Assert.Equal([TimeInForce.Round, TimeInForce.Period], bids.TimesInForce.ToArray());
        Assert.Equal(TimeInForce.Round, bids[0].TimeInForce);
    }

    [Theory]
    [InlineData("no header", "b,s,500000,600,0\n", "is no header")]
    [InlineData("bars", "bid_id|seller|max_fee_micros|max_volume\nb|s|5|600\n", "commas, semicolons or tabs")]
    [InlineData("another separator in the rows", Header + "b;s;5;600;0\n", "as the header is")]
    [InlineData("a note on the separator", "sep=;\nbid_id;seller;max_fee_micros;max_volume\n", "remove this line")]
    [InlineData("capitals", "bid_id,seller,max_fee_micros,Max Volume\n", "must be written max_volume")]
    [InlineData("a space before", "bid_id, seller,max_fee_micros,max_volume\n", "must be written seller")]
    [InlineData("line ends of old", "bid_id,seller,max_fee_micros,max_volume\rb,s,5,600\r", "carriage return")]
    [InlineData("a value without a column",
        "bid_id,seller,max_fee_micros,max_volume,\nb,s,5,600,9\n", "without a name")]
    [InlineData("a value without a column in between",
        "bid_id,,seller,max_fee_micros,max_volume\nb,9,s,5,600\n", "without a name")]
    public void The_cause_is_one_error(string name, string text, string rule)
    {
        Assert.NotEmpty(name);
        Assert.Contains(rule, Assert.Single(Tree.Bids(text).Errors.Kept).Rule, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.50", "write 500000 for 0.50")]
    [InlineData("12.345678", "write 12345678 for")]
    [InlineData("1.0", "write 1 if 1.0 is that already, else 1000000")]
    [InlineData("500000.0", "write 500000 if 500000.0 is that already, else 500000000000")]
    [InlineData("\"0,5\"", "write 500000 for 0,5")]
    [InlineData(".5", "write 500000 for .5")]
    public void A_decimal_fee_is_told_in_micros(string fee, string rule) => Assert.Contains(
        rule,
        Assert.Single(Tree.Bids(Header + $"b,s,{fee},600,0\n").Errors.Kept).Rule,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("1.000")]
    [InlineData("\"1,000\"")]
    [InlineData("0.1234567")]
    [InlineData("1.2.3")]
    [InlineData("1e5")]
    public void What_may_be_meant_in_two_ways_is_not_guessed(string fee) => Assert.DoesNotContain(
        "write",
        Assert.Single(Tree.Bids(Header + $"b,s,{fee},600,0\n").Errors.Kept).Rule,
        StringComparison.Ordinal);

    [Fact]
    public void A_volume_with_a_point_is_told_without_it() => Assert.Contains(
        "write 600 for 600.0",
        Assert.Single(Tree.Bids(Header + "b,s,5,600.0,0\n").Errors.Kept).Rule,
        StringComparison.Ordinal);

    [Fact]
    public void Columns_that_are_read_must_hold()
    {
        const string Text =
            "bid_id,seller,region,round,max_fee_micros,max_volume\n"
            + "a,acme,eu/standard,2,5,600\nb,bob,us/standard,2,5,600\nc,acme,us/standard,3,5,600\n"
            + "d,acme,us/standard,2,5,600\n";
        var terms = new BidFileTerms(Seller: "acme", Region: "us/standard", Round: 2);

        Assert.Equal(
            [(2, "region"), (3, "seller"), (4, "round")],
            Tree.Bids(Text, terms).Errors.Kept.Select(error => (error.Line, error.Place)));
    }

    [Fact]
    public void A_NUL_byte_gives_the_same_errors_however_the_bytes_arrive()
    {
        var text = Encoding.UTF8.GetBytes(Header + "b,s,x,600,0\nc,s,5,600,\0\n");
        string[] Errors(Stream input) =>
            [.. BidFile.Read(input, "f").Errors.Kept.Select(error => error.ToString())];
        var whole = Errors(new MemoryStream(text));

        Assert.Equal(2, whole.Length);
        Assert.Equal(whole, Errors(new Pieces(text)));
    }

    [Theory]
    [InlineData("=HYPERLINK(1)", "'=HYPERLINK(1)")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@x", "'@x")]
    [InlineData("\t=1", "\"'\t'=1\"")]
    [InlineData("\uFF1D1", "'\uFF1D1")]
    [InlineData("a;=1", "\"a;'=1\"")]
    [InlineData("a,\"=1", "\"a,\"\"=1\"")]
    [InlineData("b@1", "b@1")]
    [InlineData("a-b=c+d", "a-b=c+d")]
    public void No_text_of_an_export_is_a_formula(string text, string written)
    {
        using var output = new MemoryStream();
        var csv = new CsvOutput(output);
        csv.Text(Encoding.UTF8.GetBytes(text));
        csv.Number(-5);
        csv.EndRow();
        csv.Flush();

        Assert.Equal($"{written},-5\n", Encoding.UTF8.GetString(output.ToArray()));
    }

    private static BidTable Valid(string text)
    {
        var parsed = Tree.Bids(text);
        Assert.Empty(parsed.Errors.Kept);
        return parsed.Value!;
    }

    private sealed class Pieces(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(7, buffer.Length)]);

        public override int Read(byte[] buffer, int offset, int count) =>
            base.Read(buffer, offset, Math.Min(7, count));
    }
}
