using System.Security.Cryptography;

namespace Clearing.Sealing;

/// <summary>
/// A key that seals events of one scope, AES-256-GCM. Not safe for concurrent use.
/// </summary>
/// <param name="number">Its number in its scope, from 1.</param>
/// <param name="secret">The key, 32 bytes; it is copied.</param>
public sealed class DataKey(uint number, ReadOnlySpan<byte> secret) : IDisposable
{
    /// <summary>The bytes of a key.</summary>
    public const int SecretBytes = 32;

    private readonly AesGcm _cipher = secret.Length == SecretBytes
        ? new(secret, SealedText.TagBytes)
        : throw new ArgumentException($"A key has {SecretBytes} bytes, not {secret.Length}.");

    /// <summary>Its number in its scope.</summary>
    public uint Number { get; } = number;

    /// <summary>Seals a plain text for one place. The same twice gives different boxes.</summary>
    /// <param name="place">Where the box will stand.</param>
    /// <param name="plain">The plain text, any length.</param>
    /// <param name="secrets">Where the nonce comes from.</param>
    /// <returns>JSON text in UTF-8.</returns>
    public byte[] Seal(SealedPlace place, ReadOnlySpan<byte> plain, ISecretSource secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        var box = SealedText.Empty(Number, plain.Length);
        secrets.Fill(SealedText.Nonce(box));
        var bound = new BoundBytes(stackalloc byte[BoundBytes.MaxLength]);
        place.WriteTo(ref bound, Number);
        _cipher.Encrypt(
            SealedText.Nonce(box), plain, SealedText.Cipher(box), SealedText.Tag(box),
            bound.Written);
        return SealedText.Write(box);
    }

    /// <summary>Opens a box; null if it was not sealed by this key for this very place.</summary>
    /// <param name="place">Where it stands.</param>
    /// <param name="payload">The payload as it is stored.</param>
    public byte[]? Open(SealedPlace place, ReadOnlySpan<byte> payload)
    {
        if (SealedText.Read(payload) is not { } box || SealedText.KeyNumber(box) != Number)
        {
            return null;
        }
        var plain = new byte[box.Length - SealedText.FixedBytes];
        var bound = new BoundBytes(stackalloc byte[BoundBytes.MaxLength]);
        place.WriteTo(ref bound, Number);
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
