using System.Text;
using Clearing.Sealing;

namespace Clearing.Journal.Tests;

public sealed class PaddingTests
{
    [Theory]
    [InlineData(0, 64)]
    [InlineData(59, 64)]
    [InlineData(60, 128)]
    [InlineData(123, 128)]
    public void A_plain_form_is_a_multiple_of_64_bytes_and_gives_the_text_back(int bytes, int padded)
    {
        var json = Encoding.UTF8.GetBytes(new string('x', bytes));
        var plain = Padding.OfJson(json);

        Assert.Equal(padded, plain.Length);
        Assert.True(Padding.TryJson(plain, out var back));
        Assert.Equal(json, back.ToArray());
    }

    [Fact]
    public void A_fee_of_one_digit_is_as_long_as_one_of_seven()
    {
        Assert.Equal(
            Padding.OfJson("""{"max_fee":5}"""u8).Length,
            Padding.OfJson("""{"max_fee":5000000}"""u8).Length);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(37)]
    [InlineData(54)]
    public void No_digit_of_a_number_of_an_event_changes_its_length(int id)
    {
        var lengths = new HashSet<int>();
        for (var digits = 1; digits <= 18; digits++)
        {
            var fee = new string('9', digits);
            var json = Encoding.UTF8.GetBytes($$"""{"bid_id":"{{new string('b', id)}}","max_fee":{{fee}}}""");
            var plain = Padding.OfEvent(json);
            Assert.True(Padding.TryJson(plain, out var back));
            Assert.Equal(json, back.ToArray());
            lengths.Add(plain.Length);
        }

        Assert.Single(lengths);
    }

    [Fact]
    public void An_event_of_thousands_of_numbers_is_only_rounded_up()
    {
        var json = Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Range(0, 1_001))}]");

        Assert.Equal(Padding.OfJson(json), Padding.OfEvent(json));
    }

    [Fact]
    public void A_form_of_another_length_gives_no_text()
    {
        var plain = Padding.OfEvent("""{"max_fee":5,"max_volume":10,"min_volume":1}"""u8);

        Assert.Equal(128, plain.Length);
        Assert.False(Padding.TryJson((byte[])[.. plain, .. new byte[64]], out _));
    }

    [Fact]
    public void A_damaged_plain_form_gives_no_text()
    {
        var plain = Padding.OfJson("{}"u8);

        Assert.False(Padding.TryJson(plain[..63], out _));
        Assert.False(Padding.TryJson(Changed(plain, 0, 1), out _));
        Assert.False(Padding.TryJson(Changed(plain, 1, 200), out _));
        Assert.False(Padding.TryJson(Changed(plain, 63, 1), out _));
        Assert.False(Padding.TryJson((byte[])[.. plain, .. new byte[64]], out _));
    }

    private static byte[] Changed(byte[] plain, int at, byte value)
    {
        var changed = plain.ToArray();
        changed[at] = value;
        return changed;
    }
}
