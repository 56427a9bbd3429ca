using System.Security.Cryptography;

namespace Clearing.Sealing;

/// <summary>A link of a stream's chain: it stands for an event and for all before it.</summary>
/// <remarks>
/// SHA-256 over the link before, the stream, the version, the type and the SHA-256 of the payload
/// as it is stored. Anybody can compute it: against one who writes the database it needs an anchor
/// outside.
/// </remarks>
public static class ChainLink
{
    /// <summary>The bytes of a link.</summary>
    public const int Bytes = SHA256.HashSizeInBytes;

    /// <summary>The link before the first event of a stream: zeros.</summary>
    public static ReadOnlyMemory<byte> Start { get; } = new byte[Bytes];

    /// <summary>The link of the event that follows on another one.</summary>
    /// <param name="before">The link before.</param>
    /// <param name="place">Where the event stands.</param>
    /// <param name="payload">Its payload as it is stored.</param>
    public static byte[] After(
        ReadOnlySpan<byte> before, SealedPlace place, ReadOnlySpan<byte> payload)
    {
        Span<byte> hash = stackalloc byte[Bytes];
        SHA256.HashData(payload, hash);
        return AfterHash(before, place, hash);
    }

    /// <summary>The same where only the SHA-256 of the payload is known.</summary>
    /// <param name="before">The link before.</param>
    /// <param name="place">Where the event stands.</param>
    /// <param name="hash">The SHA-256 of its payload.</param>
    public static byte[] AfterHash(
        ReadOnlySpan<byte> before, SealedPlace place, ReadOnlySpan<byte> hash)
    {
        if (before.Length != Bytes || hash.Length != Bytes)
        {
            throw new ArgumentException($"A link and a hash have {Bytes} bytes each.");
        }
        var bound = new BoundBytes(stackalloc byte[BoundBytes.MaxLength]);
        bound.Add("clearing/link/v1\0"u8);
        bound.Add(before);
        bound.Add(place.Stream);
        bound.Add(place.Version);
        bound.Add(place.Type);
        bound.Add(hash);
        return SHA256.HashData(bound.Written);
    }
}
