using System.Buffers.Binary;
using System.Text;

namespace Clearing.Sealing;

/// <summary>
/// Writes the bytes that a seal or a link is bound to. Texts are preceded by their length, and
/// all other parts have a fixed one.
/// </summary>
/// <param name="room">The buffer that they are written to.</param>
internal ref struct BoundBytes(Span<byte> room)
{
    private readonly Span<byte> _room = room;
    private int _length;

    /// <summary>
    /// A buffer size that fits the longest names of a stream and a type and all fixed parts.
    /// </summary>
    public const int MaxLength = 2_048;

    public readonly ReadOnlySpan<byte> Written => _room[.._length];

    public void Add(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_room[_length..]);
        _length += bytes.Length;
    }

    /// <summary>Adds a text: its length in bytes, 64 bits little-endian, then its UTF-8.</summary>
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
