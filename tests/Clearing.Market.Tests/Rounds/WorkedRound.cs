using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Clearing.Market.Tests;

/// <summary>The worked round and the hash forms of the market's README.</summary>
public sealed class WorkedRound
{
    private static TestMarket Bids(long minOfC = 0)
    {
        var test = new TestMarket();
        test.Bid("A", "s1", 9_000_000, 60);
        test.Bid("B", "s2", 5_000_000, 60);
        test.Bid("C", "s3", 5_000_000, 10, minOfC);
        test.Bid("D", "s4", 4_000_000, 50);
        return test;
    }

    [Fact]
    public void The_worked_round_of_the_README_comes_out_as_written()
    {
        var test = Bids();
        var round = test.Cleared(1, 100);
        Assert.Equal("A:60 B:40", test.Won(1));
        Assert.Equal((180, 0L, 5_000_000L), (
            (int)test.Market.AuditedRound(1)!.EligibleDemand!, round.Unsold.Value, round.RoundFee!.Value.Micros));
        Assert.Equal(Reason.Outbid, test.View("s4", "D").LastReason);
        test.Cleared(2, 60);
        Assert.Equal("B:20 C:10 D:30", test.Won(2));
        test.TellAll();
        var line = test.Seller("s1").Statement(TestMarket.Key)!.Awards[0];
        Assert.Equal((30_000, 6_000, 24_000), (
            (int)line.Gross.Minor, (int)line.RepricingDiscount.Minor, (int)line.Charge.Minor));
    }

    [Fact]
    public void The_old_book_hash_is_that_of_the_open_bids_in_the_documented_form()
    {
        var test = Bids(minOfC: 10);
        test.Amend("A", "s1", timeInForce: TimeInForce.Round);
        test.Cancel("D", "s4");
        var stream = new MemoryStream();
        Write(stream, 1, 9_000_000, 60, 0, 1, "A", "s1");
        Write(stream, 2, 5_000_000, 60, 0, 0, "B", "s2");
        Write(stream, 3, 5_000_000, 10, 10, 0, "C", "s3");
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(stream.ToArray())), OldHash(test));
    }

    [Fact]
    public void The_old_result_hash_is_that_of_the_outcome_in_the_documented_form()
    {
        var test = Bids();
        var closed = test.Market.CloseAgain(new RoundClosed(1, 0, ""))!;
        test.Do([closed]);
        test.Cleared(1, 100);
        var stream = new MemoryStream();
        WriteText(stream, closed.BookHash);
        Write(stream, 1, 100, 0, 100, 100, 0, 180, 5_000_000, 5_000_000, 5_000_000);
        Write(stream, 2, 1, 2, 2, 60, 40, 0, 0, 0);
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(stream.ToArray())),
            test.Market.AuditedRound(1)!.ResultHash);
    }

    [Fact]
    public void The_old_book_hash_covers_books_of_any_length()
    {
        var test = new TestMarket();
        var stream = new MemoryStream();
        for (var n = 1; n <= 5_000; n++)
        {
            test.Bid($"bid-{n}", "s1", n, n);
            Write(stream, n, n, n, 0, 0, $"bid-{n}", "s1");
        }
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(stream.ToArray())), OldHash(test));
    }

    private static string OldHash(TestMarket test) =>
        test.Market.CloseAgain(new RoundClosed(1, 0, ""))!.BookHash;

    private static void Write(
        MemoryStream to, long sequence, long fee, long want, long need, byte timeInForce,
            string bid,
        string seller)
    {
        Write(to, sequence, fee, want, need);
        to.WriteByte(timeInForce);
        foreach (var id in (string[])[bid, seller])
        {
            to.WriteByte((byte)id.Length);
            to.Write(Encoding.ASCII.GetBytes(id));
        }
    }

    private static void WriteText(MemoryStream to, string text)
    {
        Write(to, text.Length);
        to.Write(Encoding.ASCII.GetBytes(text));
    }

    private static void Write(MemoryStream to, params long[] numbers)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        foreach (var number in numbers)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
            to.Write(bytes);
        }
    }
}
