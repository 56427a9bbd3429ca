using System.Buffers.Binary;
using System.Text;

namespace Clearing.Sealing;

/// <summary>
/// Writes the bytes that a seal or a link is bound to, each part with its length.
/// </summary>
/// <param name="room">Where they are written.</param>
internal ref struct BoundBytes(Span<byte> room)
{
    private readonly Span<byte> _room = room;
    private int _length;

    /// <summary>
    /// Room enough for a stream's and a type's longest names and all that is fixed.
    /// </summary>
    public const int MaxLength = 2_048;

    public readonly ReadOnlySpan<byte> Written => _room[.._length];

    public void Add(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_room[_length..]);
        _length += bytes.Length;
    }

    /// <summary>A text as its length in bytes, 64 bits little-endian, and UTF-8.</summary>
    public void Add(string text)
    {
        var length = Encoding.UTF8.GetBytes(text, _room[(_length + sizeof(long))..]);
        Add((long)length);
        _length += length;
    }

    public void Add(long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_room[_length..], number);
        _length += sizeof(long);
    }

    public void Add(uint number)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_room[_length..], number);
        _length += sizeof(uint);
    }
}
