using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Clearing.Market.Seal;

/// <summary>SHA-256 over numbers and texts in their canonical form.</summary>
/// <remarks>
/// A number is 8 bytes, little-endian; a text is its length as a number, then its bytes.
/// </remarks>
internal sealed class SealHash : IDisposable
{
    private readonly IncrementalHash _hash =
        IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>A hash that begins with some bytes.</summary>
    public SealHash(ReadOnlySpan<byte> label = default) => Raw(label);

    /// <summary>Appends bytes as they are.</summary>
    public void Raw(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

    /// <summary>Appends a number.</summary>
    public void Number(long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        _hash.AppendData(bytes);
    }

    /// <summary>Appends how many numbers there are, then the numbers.</summary>
    public void Numbers(ReadOnlySpan<long> numbers)
    {
        Number(numbers.Length);
        if (BitConverter.IsLittleEndian)
        {
            _hash.AppendData(MemoryMarshal.AsBytes(numbers));
            return;
        }
        foreach (var number in numbers) { Number(number); }
    }

    /// <summary>Appends a text.</summary>
    public void Text(ReadOnlySpan<byte> text)
    {
        Number(text.Length);
        _hash.AppendData(text);
    }

    /// <summary>The hash of all that was appended.</summary>
    public byte[] Finish() => _hash.GetHashAndReset();

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();
}
