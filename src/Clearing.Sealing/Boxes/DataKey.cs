using System.Security.Cryptography;

namespace Clearing.Sealing;

/// <summary>
/// A key that seals the events of one scope with AES-256-GCM. It is not safe for concurrent use.
/// </summary>
/// <param name="number">The key's number in its scope, from 1.</param>
/// <param name="secret">The key of 32 bytes; it is copied.</param>
public sealed class DataKey(uint number, ReadOnlySpan<byte> secret) : IDisposable
{
    /// <summary>The length of a key in bytes.</summary>
    public const int SecretBytes = 32;

    private readonly AesGcm _cipher = secret.Length == SecretBytes
        ? new(secret, SealedText.TagBytes)
        : throw new ArgumentException($"A key has {SecretBytes} bytes, not {secret.Length}.");

    /// <summary>The key's number in its scope, from 1.</summary>
    public uint Number { get; } = number;

    /// <summary>Seals a plain text for one place. Each call returns a different box.</summary>
    /// <param name="place">The place where the box will be stored.</param>
    /// <param name="plain">The plain text, of any length.</param>
    /// <param name="secrets">The source of the nonce.</param>
    /// <returns>The box as JSON text in UTF-8.</returns>
    public byte[] Seal(SealedPlace place, ReadOnlySpan<byte> plain, ISecretSource secrets) =>
        SealInstead(place, plain, secrets, was: default);

    /// <summary>Seals what takes the place of an earlier payload, and keeps that one's hash.</summary>
    /// <param name="place">The place where the box will be stored.</param>
    /// <param name="plain">The plain text, of any length.</param>
    /// <param name="secrets">The source of the nonce.</param>
    /// <param name="was">The SHA-256 of the payload as it was first stored there.</param>
    /// <returns>The box as JSON text in UTF-8.</returns>
    public byte[] SealInstead(
        SealedPlace place, ReadOnlySpan<byte> plain, ISecretSource secrets,
        ReadOnlySpan<byte> was)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        if (was.Length is not (0 or ChainLink.Bytes))
        {
            throw new ArgumentException($"A hash has {ChainLink.Bytes} bytes, not {was.Length}.");
        }
        var box = SealedText.Empty(Number, plain.Length, was, place.IsInWhole);
        secrets.Fill(SealedText.Nonce(box));
        var bound = new BoundBytes(stackalloc byte[BoundBytes.MaxLength]);
        place.WriteTo(ref bound, Number, was);
        _cipher.Encrypt(
            SealedText.Nonce(box), plain, SealedText.Cipher(box), SealedText.Tag(box),
            bound.Written);
        return SealedText.Write(box);
    }

    /// <summary>Opens a box; null if this key did not seal it for this place.</summary>
    /// <param name="place">
    /// The place where the box is stored. Whether its stream is sealed as a whole, the box says.
    /// </param>
    /// <param name="payload">The stored payload.</param>
    public byte[]? Open(SealedPlace place, ReadOnlySpan<byte> payload)
    {
        if (SealedText.Read(payload) is not { } box || SealedText.KeyNumber(box) != Number)
        {
            return null;
        }
        var plain = new byte[SealedText.Cipher(box).Length];
        var bound = new BoundBytes(stackalloc byte[BoundBytes.MaxLength]);
        (place with { IsInWhole = SealedText.IsInWhole(payload) })
            .WriteTo(ref bound, Number, SealedText.Was(box));
        try
        {
            _cipher.Decrypt(
                SealedText.Nonce(box), SealedText.Cipher(box), SealedText.Tag(box), plain,
                bound.Written);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>Forgets the key.</summary>
    public void Dispose() => _cipher.Dispose();
}
