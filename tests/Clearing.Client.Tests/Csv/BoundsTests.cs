using System.Text;
using Clearing.Formats;

namespace Clearing.Client.Tests.Csv;

public class BoundsTests
{
    private const string Header = "bid_id,seller,max_fee_micros,max_volume,min_volume\n";

    [Theory]
    [InlineData("")]
    [InlineData(Header)]
    [InlineData(Header + "b,s,1,1,0\n\"")]
    public void A_line_of_a_gigabyte_is_refused_without_reading_it(string start)
    {
        var endless = new EndlessLine(start);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var parsed = BidFile.Read(endless, "big.csv");

        Assert.Contains("65536 bytes", Assert.Single(parsed.Errors.Kept).Rule, StringComparison.Ordinal);
        Assert.InRange(endless.BytesRead, 1, 1_000_000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5_000_000);
    }

    [Fact]
    public void Bytes_that_arrive_one_by_one_make_the_same_bids()
    {
        var text = Encoding.UTF8.GetBytes("\uFEFF" + Header + "b1,s1,1,10,0\r\n\"b2\",s2,2,20,0\r\n\r\n");
        var bids = BidFile.Read(new Trickle(text), "slow.csv").Value!;

        Assert.Equal(["b1", "b2"], [bids.Ids[0], bids.Ids[1]]);
    }

    [Fact]
    public void A_line_of_the_full_length_is_read()
    {
        var cell = "\"" + new string('x', CsvLines.MaxBytes - "\",s,1,1,0".Length - 1) + "\",s,1,1,0\n";
        var parsed = Tree.Bids(Header + cell);

        Assert.Equal(CsvRow.IdLength, Assert.Single(parsed.Errors.Kept).Rule);
    }

    [Fact]
    public void Mutations_of_a_valid_file_are_read_or_refused()
    {
        var valid = Encoding.UTF8.GetBytes(
            "bid_id,seller,region,round,max_fee_micros,max_volume,min_volume,submitted_at\r\n"
            + "b1,s1,R01/standard,1,2250000,100,50,2023-01-01T01:18:36Z\n"
            + "\"b2\",\"s,2\",R01/standard,2,0,9223372036854775807,0,\n");
        var random = new Random(20_261_122);
        var read = 0;
        for (var i = 0; i < 10_000; i++)
        {
            var parsed = BidFile.Read(new MemoryStream(Mutations.Of(valid, random)), "mutated.csv");
            Assert.Equal(parsed.Value is null, parsed.Errors.Count > 0);
            Assert.All(parsed.Errors.Kept, MalformedCsvTests.AssertOneLine);
            read += parsed.Value is null ? 0 : 1;
        }
        Assert.InRange(read, 500, 9_500);
    }

    private sealed class EndlessLine(string start) : MemoryStream
    {
        private readonly byte[] _start = Encoding.UTF8.GetBytes(start);

        internal long BytesRead { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            for (var i = 0; i < buffer.Length; i++)
            {
                buffer[i] = BytesRead < _start.Length ? _start[BytesRead] : (byte)'7';
                BytesRead++;
            }
            Assert.True(BytesRead < 1L << 30, "A gigabyte was read.");
            return buffer.Length;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    }

    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(1, buffer.Length)]);

        public override int Read(byte[] buffer, int offset, int count) =>
            base.Read(buffer, offset, Math.Min(1, count));
    }
}
