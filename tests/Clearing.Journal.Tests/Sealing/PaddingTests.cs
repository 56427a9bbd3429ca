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
