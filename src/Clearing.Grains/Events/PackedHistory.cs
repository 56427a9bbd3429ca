using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Clearing.Journal;
using Clearing.Market;

namespace Clearing.Grains.Events;

/// <summary>Events of a market, one after the other, in the form that its snapshots have.</summary>
/// <remarks>
/// Placed bids are in fixed widths, as in <see cref="PackedBids"/> but without padding between the
/// events: most of a long history are events of one bid. Other events are in the plain form that is
/// sealed, after their name. All numbers are little-endian.
/// </remarks>
public static class PackedHistory
{
    private const byte Placed = 1;
    private const byte Other = 2;
    private const long Undated = -1;
    private const int BeforeBids = 1 + 2 * sizeof(long) + sizeof(uint);
    private const int BeforeOther = 1 + 1 + sizeof(uint);

    /// <summary>Writes an event behind those before.</summary>
    /// <param name="into">Takes the bytes.</param>
    /// <param name="happened">The next event.</param>
    public static void Write(IBufferWriter<byte> into, MarketEvent happened)
    {
        if (happened is BidsPlaced placed && PackedBids.Fit(placed)) { WriteBids(into, placed); }
        else { WriteOther(into, Codecs.Market.EncodeToSeal(happened)); }
    }

    /// <summary>Reads the events in order; null if the bytes are of another form.</summary>
    /// <param name="stream">The market's stream.</param>
    /// <param name="packed">What <see cref="Write"/> wrote.</param>
    /// <exception cref="EventUnreadableException">
    /// This version does not know the type of an event, or its payload does not fit.
    /// </exception>
    public static IReadOnlyList<MarketEvent>? Read(string stream, ReadOnlyMemory<byte> packed)
    {
        List<MarketEvent> events = [];
        while (!packed.IsEmpty)
        {
            var taken = packed.Span[0] switch
            {
                Placed => TakeBids(ref packed),
                Other => TakeOther(stream, ref packed),
                _ => null,
            };
            if (taken is null) { return null; }
            events.Add(taken);
        }
        return events;
    }

    private static void WriteBids(IBufferWriter<byte> into, BidsPlaced placed)
    {
        var length = BeforeBids + PackedBids.LengthOf(placed);
        var span = into.GetSpan(length);
        span[0] = Placed;
        BinaryPrimitives.WriteInt64LittleEndian(span[1..], placed.FirstSequence);
        BinaryPrimitives.WriteInt64LittleEndian(span[9..], placed.At?.UtcTicks ?? Undated);
        BinaryPrimitives.WriteUInt32LittleEndian(span[17..], (uint)placed.Bids.Length);
        var rest = span[BeforeBids..];
        foreach (var bid in placed.Bids) { PackedBids.Write(bid, ref rest); }
        into.Advance(length);
    }

    private static void WriteOther(IBufferWriter<byte> into, NewEvent encoded)
    {
        var span = into.GetSpan(BeforeOther + encoded.Type.Length + encoded.Payload.Length);
        span[0] = Other;
        span[1] = checked((byte)encoded.Type.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(span[2..], (uint)encoded.Payload.Length);
        Encoding.ASCII.GetBytes(encoded.Type, span[BeforeOther..]);
        encoded.Payload.Span.CopyTo(span[(BeforeOther + encoded.Type.Length)..]);
        into.Advance(BeforeOther + encoded.Type.Length + encoded.Payload.Length);
    }

    private static BidsPlaced? TakeBids(ref ReadOnlyMemory<byte> packed)
    {
        var span = packed.Span;
        if (span.Length < BeforeBids) { return null; }
        var first = BinaryPrimitives.ReadInt64LittleEndian(span[1..]);
        var ticks = BinaryPrimitives.ReadInt64LittleEndian(span[9..]);
        var count = BinaryPrimitives.ReadUInt32LittleEndian(span[17..]);
        if (ticks < Undated || ticks > DateTimeOffset.MaxValue.Ticks) { return null; }
        var rest = span[BeforeBids..];
        if (PackedBids.TakeBids(count, ref rest) is not { } bids) { return null; }
        packed = packed[^rest.Length..];
        return new(first, bids)
        {
            At = ticks == Undated ? null : new DateTimeOffset(ticks, TimeSpan.Zero),
        };
    }

    private static MarketEvent? TakeOther(string stream, ref ReadOnlyMemory<byte> packed)
    {
        var span = packed.Span;
        if (span.Length < BeforeOther) { return null; }
        var (name, length) = (span[1], BinaryPrimitives.ReadUInt32LittleEndian(span[2..]));
        if (length == 0 || length > span.Length - BeforeOther - name) { return null; }
        var type = Encoding.ASCII.GetString(span.Slice(BeforeOther, name));
        var payload = packed.Slice(BeforeOther + name, (int)length);
        packed = packed[(BeforeOther + name + (int)length)..];
        return Codecs.Market.Decode(stream, new StoredEvent(0, type, payload, default));
    }
}
