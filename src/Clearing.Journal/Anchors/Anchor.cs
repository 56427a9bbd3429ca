using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Clearing.Sealing;

namespace Clearing.Journal;

/// <summary>A record, kept outside the database, of the heads of changed streams.</summary>
/// <param name="Number">The number among the anchors of one place, from 1.</param>
/// <param name="At">When the anchor was made, in UTC.</param>
/// <param name="Before">The hash of the previous anchor; zeros for the first.</param>
/// <param name="Heads">One or more heads, by stream name in ordinal order.</param>
public sealed record Anchor(
    long Number, DateTimeOffset At, ReadOnlyMemory<byte> Before, IReadOnlyList<StreamHead> Heads)
{
    /// <summary>
    /// The SHA-256 of the previous hash and, for each head, the length of the stream's name, the
    /// name, the version and the link. It therefore covers all earlier anchors.
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

    /// <summary>The previous hash of the first anchor: zeros.</summary>
    public static ReadOnlyMemory<byte> None => ChainLink.Start;
}
