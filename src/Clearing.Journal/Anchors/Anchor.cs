using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Clearing.Sealing;

namespace Clearing.Journal;

/// <summary>What a server stores outside the database: the heads of streams that changed.</summary>
/// <param name="Number">Its number among the anchors of one place, from 1.</param>
/// <param name="At">When it was made.</param>
/// <param name="Before">The hash of the anchor before it; zeros for the first.</param>
/// <param name="Heads">The heads, by name of stream in ordinal order, one or more.</param>
public sealed record Anchor(
    long Number, DateTimeOffset At, ReadOnlyMemory<byte> Before, IReadOnlyList<StreamHead> Heads)
{
    /// <summary>
    /// Its hash: SHA-256 of the hash before and, for each head, the stream's name after its length,
    /// the version and the link. It stands for all anchors before it.
    /// </summary>
    public byte[] Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Before.Span);
        Span<byte> number = stackalloc byte[sizeof(long)];
        foreach (var head in Heads)
        {
            var name = Encoding.UTF8.GetBytes(head.Stream);
            BinaryPrimitives.WriteInt64LittleEndian(number, name.Length);
            hash.AppendData(number);
            hash.AppendData(name);
            BinaryPrimitives.WriteInt64LittleEndian(number, head.Version);
            hash.AppendData(number);
            hash.AppendData(head.Link.Span);
        }
        return hash.GetHashAndReset();
    }

    /// <summary>The hash that stands before the first anchor.</summary>
    public static ReadOnlyMemory<byte> None => ChainLink.Start;
}
