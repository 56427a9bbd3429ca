using System.Security.Cryptography;

namespace Clearing.Sealing;

/// <summary>A link of a stream's hash chain. It covers an event and all events before it.</summary>
/// <remarks>
/// It is SHA-256 over the previous link, the stream, the version, the type and the SHA-256 of the
/// stored payload. Anyone can compute it, so detecting tampering by someone with write access to
/// the database takes a copy of a link kept elsewhere.
/// </remarks>
public static class ChainLink
{
    /// <summary>The length of a link in bytes.</summary>
    public const int Bytes = SHA256.HashSizeInBytes;

    /// <summary>The link before the first event of a stream: zeros.</summary>
    public static ReadOnlyMemory<byte> Start { get; } = new byte[Bytes];

    /// <summary>The link of an event, computed from its payload.</summary>
    /// <param name="before">The previous link.</param>
    /// <param name="place">The place of the event.</param>
    /// <param name="payload">
    /// The event's payload as stored; one that was rewritten has the hash of the first one.
    /// </param>
    public static byte[] After(
        ReadOnlySpan<byte> before, SealedPlace place, ReadOnlySpan<byte> payload)
    {
        if (SealedText.WasOf(payload) is { } was) { return AfterHash(before, place, was); }
        Span<byte> hash = stackalloc byte[Bytes];
        SHA256.HashData(payload, hash);
        return AfterHash(before, place, hash);
    }

    /// <summary>The link of an event, computed from the hash of its payload.</summary>
    /// <param name="before">The previous link.</param>
    /// <param name="place">The place of the event.</param>
    /// <param name="hash">The SHA-256 of the event's payload as stored.</param>
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
