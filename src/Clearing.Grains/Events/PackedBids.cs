using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Clearing.Sealing;

namespace Clearing.Grains.Events;

/// <summary>Placed bids in fixed widths: the plain form that is sealed.</summary>
/// <remarks>
/// The length of JSON reveals how many digits a fee has, and JSON takes twice the room. All numbers
/// are little-endian; seller and id are a length of one byte and ASCII. Form 2 has the instant at
/// which the bids were placed, in UTC ticks of 100 ns; form 1, of older journals, has none.
/// </remarks>
internal static class PackedBids
{
    /// <summary>The highest form number.</summary>
    public const byte MaxForm = Dated;

    private const byte Undated = 1;
    private const byte Dated = 2;
    private const int Before = 1 + sizeof(long) + sizeof(uint);
    private const int OfBid = 3 * sizeof(long) + 1;
    private const int MaxTextLength = byte.MaxValue;

    /// <summary>
    /// The packed bids, padded; null if a text does not fit, in which case they are written as
    /// JSON.
    /// </summary>
    public static byte[]? Write(BidsPlaced placed)
    {
        if (!Fit(placed)) { return null; }
        var before = Before + (placed.At is null ? 0 : sizeof(long));
        var packed = new byte[Padding.Padded(before + LengthOf(placed))];
        packed[0] = placed.At is null ? Undated : Dated;
        BinaryPrimitives.WriteInt64LittleEndian(packed.AsSpan(1), placed.FirstSequence);
        BinaryPrimitives.WriteUInt32LittleEndian(packed.AsSpan(9), (uint)placed.Bids.Length);
        if (placed.At is { } at)
        {
            BinaryPrimitives.WriteInt64LittleEndian(packed.AsSpan(Before), at.UtcTicks);
        }
        var rest = packed.AsSpan(before);
        foreach (var bid in placed.Bids) { Write(bid, ref rest); }
        return packed;
    }

    /// <summary>
    /// The bids; null if they are not such as <see cref="Write(BidsPlaced)"/> packs.
    /// </summary>
    public static BidsPlaced? Read(ReadOnlySpan<byte> packed)
    {
        if (packed.Length < Padding.Unit || packed.Length % Padding.Unit != 0
            || packed[0] is not (Undated or Dated))
        {
            return null;
        }
        var first = BinaryPrimitives.ReadInt64LittleEndian(packed[1..]);
        var count = BinaryPrimitives.ReadUInt32LittleEndian(packed[9..]);
        var rest = packed[Before..];
        if (!TakeInstant(packed[0], ref rest, out var at)) { return null; }
        if (TakeBids(count, ref rest) is not { } bids) { return null; }
        return rest.Length < Padding.Unit && !rest.ContainsAnyExcept((byte)0)
            ? new(first, bids) { At = at }
            : null;
    }

    /// <summary>True if every bid's texts fit a packed form.</summary>
    public static bool Fit(BidsPlaced placed)
    {
        foreach (var bid in placed.Bids)
        {
            if (!Fits(bid.Seller) || !Fits(bid.Id) || (int)bid.TimeInForce is < 0 or > byte.MaxValue)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>The bytes of the bids alone, if they fit.</summary>
    public static int LengthOf(BidsPlaced placed)
    {
        var length = 0;
        foreach (var bid in placed.Bids) { length += OfBid + 2 + bid.Seller.Length + bid.Id.Length; }
        return length;
    }

    /// <summary>Takes bids off the front; null if there are not as many.</summary>
    public static ImmutableArray<Bid>? TakeBids(uint count, ref ReadOnlySpan<byte> rest)
    {
        if (count == 0 || count > rest.Length / OfBid) { return null; }
        var bids = ImmutableArray.CreateBuilder<Bid>((int)count);
        while (bids.Count < count)
        {
            if (TakeBid(ref rest) is not { } bid) { return null; }
            bids.Add(bid);
        }
        return bids.MoveToImmutable();
    }

    /// <summary>Writes a bid that fits, and leaves what is behind it.</summary>
    public static void Write(Bid bid, ref Span<byte> rest)
    {
        BinaryPrimitives.WriteInt64LittleEndian(rest, bid.MaxFee.Micros);
        BinaryPrimitives.WriteInt64LittleEndian(rest[8..], bid.MaxVolume.Value);
        BinaryPrimitives.WriteInt64LittleEndian(rest[16..], bid.MinVolume.Value);
        rest[24] = (byte)bid.TimeInForce;
        rest = rest[OfBid..];
        Write(bid.Seller, ref rest);
        Write(bid.Id, ref rest);
    }

    private static bool TakeInstant(byte form, ref ReadOnlySpan<byte> rest, out DateTimeOffset? at)
    {
        at = null;
        if (form == Undated) { return true; }
        var ticks = BinaryPrimitives.ReadInt64LittleEndian(rest);
        if (ticks < 0 || ticks > DateTimeOffset.MaxValue.Ticks) { return false; }
        at = new DateTimeOffset(ticks, TimeSpan.Zero);
        rest = rest[sizeof(long)..];
        return true;
    }

    private static bool Fits(string text) =>
        text.Length is > 0 and <= MaxTextLength && Ascii.IsValid(text);

    private static void Write(string text, ref Span<byte> rest)
    {
        rest[0] = (byte)text.Length;
        Encoding.ASCII.GetBytes(text, rest[1..]);
        rest = rest[(1 + text.Length)..];
    }

    private static Bid? TakeBid(ref ReadOnlySpan<byte> rest)
    {
        if (rest.Length < OfBid) { return null; }
        var fee = new Fee(BinaryPrimitives.ReadInt64LittleEndian(rest));
        var most = new CubicFeet(BinaryPrimitives.ReadInt64LittleEndian(rest[8..]));
        var least = new CubicFeet(BinaryPrimitives.ReadInt64LittleEndian(rest[16..]));
        var stands = (TimeInForce)rest[24];
        rest = rest[OfBid..];
        return TakeText(ref rest) is { } seller && TakeText(ref rest) is { } id
            ? new(id, seller, fee, most, least, stands)
            : null;
    }

    private static string? TakeText(ref ReadOnlySpan<byte> rest)
    {
        // No text is empty, so padding cannot be mistaken for a bid.
        if (rest.IsEmpty || rest[0] == 0 || rest.Length <= rest[0]) { return null; }
        var text = rest.Slice(1, rest[0]);
        rest = rest[(1 + text.Length)..];
        return Ascii.IsValid(text) ? Encoding.ASCII.GetString(text) : null;
    }
}
