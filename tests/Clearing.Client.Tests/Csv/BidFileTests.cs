using System.Text;
using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Client.Tests.Csv;

public class BidFileTests
{
    private const string Header =
        "bid_id,seller,region,round,max_fee_micros,max_volume,min_volume,submitted_at\n";

    private const string Row = "b1,s1,R01/standard,1,2250000,100,50,2023-01-01T01:18:36Z\n";

    [Fact]
    public void Every_column_of_a_row_that_counts_is_read()
    {
        var bids = Valid(Header + Row);

        Assert.Equal(1, bids.Count);
        Assert.Equal(
            new Bid("b1", "s1", new Fee(2_250_000), new CubicFeet(100), new CubicFeet(50)), bids[0]);
        Assert.Equal("R01/standard", bids.Regions[bids.RegionOf[0]]);
        Assert.Equal(1, bids.Rounds[0]);
        Assert.Equal(2, bids.Lines[0]);
    }

    [Fact]
    public void The_sequence_of_columns_is_free()
    {
        var bids = Valid("min_volume,max_volume,seller,max_fee_micros,bid_id\n1,20,s,300,b\n");

        Assert.Equal(new Bid("b", "s", new Fee(300), new CubicFeet(20), new CubicFeet(1)), bids[0]);
        Assert.False(bids.HasRounds);
    }

    [Theory]
    [InlineData("CRLF", "bid_id,seller,max_fee_micros,max_volume,min_volume\r\nb,s,1,1,0\r\n")]
    [InlineData("no line end", "bid_id,seller,max_fee_micros,max_volume,min_volume\nb,s,1,1,0")]
    [InlineData("empty lines at the end", "bid_id,seller,max_fee_micros,max_volume,min_volume\nb,s,1,1,0\n\r\n\n")]
    [InlineData("byte order mark", "\uFEFFbid_id,seller,max_fee_micros,max_volume,min_volume\nb,s,1,1,0\n")]
    [InlineData("quotes", "\"bid_id\",seller,max_fee_micros,max_volume,min_volume\n\"b\",\"s\",\"1\",1,\"0\"\n")]
    public void Files_of_other_programs_are_read(string name, string text)
    {
        Assert.NotEmpty(name);
        Assert.Equal(new Bid("b", "s", new Fee(1), new CubicFeet(1)), Valid(text)[0]);
    }

    [Fact]
    public void A_quoted_id_may_hold_commas_and_quotes()
    {
        var bids = Valid("bid_id,seller,max_fee_micros,max_volume,min_volume\n\"a,\"\"b\",s,1,1,0\n");

        Assert.Equal("a,\"b", bids.Ids[0]);
    }

    [Fact]
    public void The_largest_integers_are_exact()
    {
        var bids = Valid($"{Header}b,s,r,2147483647,{long.MaxValue},{long.MaxValue},{long.MaxValue},\n");

        Assert.Equal(long.MaxValue, bids.MaxFees[0]);
        Assert.Equal(long.MaxValue, bids.MaxVolumes[0]);
        Assert.Equal(int.MaxValue, bids.Rounds[0]);
    }

    [Fact]
    public void A_header_alone_is_a_file_without_bids() => Assert.Equal(0, Valid(Header).Count);

    [Fact]
    public void A_bid_id_that_is_there_twice_names_both_lines()
    {
        var error = Assert.Single(Errors(Header + Row + "b2,s,r,1,1,1,0,\n" + Row));

        Assert.Equal((4, "bid_id", "b1"), (error.Line, error.Place, error.Value));
        Assert.Contains("line 2", error.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Bids_of_two_markets_may_have_the_same_id_and_those_of_two_rounds_may_not()
    {
        const string Bids = "a,s,R1/x,1,1,1,0,\na,s,R2/x,1,2,2,0,\na,s,R3/x,1,3,3,0,\n";
        var bids = Valid(Header + Bids);

        Assert.Equal(["a", "a", "a"], Enumerable.Range(0, bids.Count).Select(row => bids[row].Id));
        Assert.Equal([1, 2, 3], bids.MaxVolumes.ToArray());
        var error = Assert.Single(Errors(Header + Bids + "a,s,R2/x,2,1,1,0,\n"));
        Assert.Equal((5, "bid_id"), (error.Line, error.Place));
        Assert.Contains("in its market: it is on line 3", error.Rule, StringComparison.Ordinal);
        Assert.Equal(["region"], Errors(Header + "a,s,R1/x,1,1,1,0,\na,s,,1,1,1,0,\n").Select(e => e.Place));
    }

    [Fact]
    public void All_errors_of_a_file_are_found_in_one_pass()
    {
        var errors = Errors(Header + "b 1,s,r,0,x,1,2,never\n" + "short,row\n" + Row + Row);

        Assert.Equal(
            [(2, "bid_id"), (2, "round"), (2, "max_fee_micros"), (2, "min_volume"), (2, "submitted_at"),
                (3, ""), (5, "bid_id")],
            errors.Select(e => (e.Line, e.Place)));
    }

    [Fact]
    public void Errors_beyond_a_hundred_are_counted()
    {
        var text = new StringBuilder(Header);
        for (var i = 0; i < 5_000; i++)
        {
            text.Append($"b{i},s,r,1,-5,1,0,\n");
        }
        var errors = Tree.Bids(text.ToString()).Errors;

        Assert.Equal(5_000, errors.Count);
        Assert.Equal(FormatErrors.MaxKept, errors.Kept.Length);
    }

    [Fact]
    public void Lot_and_tick_hold_for_every_row()
    {
        var terms = new BidFileTerms(Lot: 10, TickMicros: 5);
        var errors = Tree.Bids(Header + "b,s,r,1,12,15,5,\n", terms).Errors.Kept;

        Assert.Equal(["max_fee_micros", "max_volume", "min_volume"], errors.Select(e => e.Place));
    }

    [Fact]
    public void Many_ids_keep_their_rows()
    {
        var text = new StringBuilder(Header);
        for (var i = 0; i < 100_000; i++)
        {
            text.Append($"bid-{i},seller-{i % 777},r{i % 5},1,{i},{i + 1},0,\n");
        }
        var bids = Valid(text.ToString());

        Assert.Equal(100_000, bids.Count);
        Assert.Equal(777, bids.Sellers.Count);
        Assert.Equal("bid-99999", bids.Ids[99_999]);
        Assert.Equal("seller-123", bids.Sellers[bids.SellerOf[777 + 123]]);
    }

    [Fact]
    public void Many_ids_of_many_markets_keep_their_rows()
    {
        var text = new StringBuilder(Header);
        for (var i = 0; i < 60_000; i++)
        {
            text.Append($"bid-{i / 3},s,r{i % 3},1,{i},1,0,\n");
        }
        var bids = Valid(text.ToString());

        Assert.Equal(60_000, bids.Count);
        Assert.Equal("bid-19999", bids.Ids[59_999]);
        Assert.Equal(20_000, Errors(text + "bid-7,s,r2,1,1,1,0,\n").Single().Line - 40_002);
    }

    private static BidTable Valid(string text)
    {
        var parsed = Tree.Bids(text);
        Assert.Empty(parsed.Errors.Kept);
        return parsed.Value!;
    }

    private static IReadOnlyList<FormatError> Errors(string text)
    {
        var parsed = Tree.Bids(text);
        Assert.Null(parsed.Value);
        return parsed.Errors.Kept;
    }
}
