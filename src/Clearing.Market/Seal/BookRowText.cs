using System.Buffers.Binary;
using System.Text;

namespace Clearing.Market.Seal;

/// <summary>A row of a closed book in its canonical form; README.md gives it.</summary>
public static class BookRowText
{
    /// <summary>The most bytes that a row can have.</summary>
    public const int MaxLength = 4 * sizeof(long) + 1 + 2 * (1 + IdRule.MaxLength);

    /// <summary>A row's canonical form.</summary>
    public static byte[] Of(BookRow row)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        var length = Write(
            text, row.Sequence, row.MaxFee.Micros, row.Want.Value, row.Need.Value, row.TimeInForce,
            Encoding.ASCII.GetBytes(row.BidId), Encoding.ASCII.GetBytes(row.Seller));
        return text[..length].ToArray();
    }

    /// <summary>Writes a row; returns how many bytes it took.</summary>
    internal static int Write(
        Span<byte> to, long sequence, long maxFee, long want, long need, TimeInForce timeInForce,
        ReadOnlySpan<byte> bidId, ReadOnlySpan<byte> seller)
    {
        BinaryPrimitives.WriteInt64LittleEndian(to, sequence);
        BinaryPrimitives.WriteInt64LittleEndian(to[8..], maxFee);
        BinaryPrimitives.WriteInt64LittleEndian(to[16..], want);
        BinaryPrimitives.WriteInt64LittleEndian(to[24..], need);
        to[32] = (byte)timeInForce;
        var used = 33;
        used += WriteId(bidId, to[used..]);
        used += WriteId(seller, to[used..]);
        return used;
    }

    private static int WriteId(ReadOnlySpan<byte> id, Span<byte> to)
    {
        to[0] = (byte)id.Length;
        id.CopyTo(to[1..]);
        return 1 + id.Length;
    }
}
