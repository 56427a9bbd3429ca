using System.Security.Cryptography;

namespace Clearing.Sealing;

/// <summary>
/// A key that wraps others with AES-256-GCM into a nonce, the ciphertext and the tag. It is safe
/// for concurrent use.
/// </summary>
/// <remarks>
/// The cipher is kept, because setting one up costs more than wrapping a key with it.
/// </remarks>
/// <param name="secret">The key of 32 bytes; it is copied.</param>
internal sealed class WrappingKey(ReadOnlySpan<byte> secret)
{
    private const int NonceBytes = SealedText.NonceBytes;
    private const int TagBytes = SealedText.TagBytes;
    private readonly Lock _gate = new();
    private readonly AesGcm _cipher = new(secret, TagBytes);

    /// <summary>Wraps a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="bound">The bytes that the wrapping is bound to.</param>
    /// <param name="secrets">The source of the nonce.</param>
    public byte[] Wrap(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> bound, ISecretSource secrets)
    {
        var wrapped = new byte[NonceBytes + key.Length + TagBytes];
        var nonce = wrapped.AsSpan(0, NonceBytes);
        secrets.Fill(nonce);
        var cipher = wrapped.AsSpan(NonceBytes, key.Length);
        lock (_gate) { _cipher.Encrypt(nonce, key, cipher, wrapped.AsSpan(^TagBytes..), bound); }
        return wrapped;
    }

    /// <summary>Unwraps a key; null if another key wrapped it or it is bound otherwise.</summary>
    /// <param name="wrapped">The result of <see cref="Wrap"/>.</param>
    /// <param name="bound">The bytes that the wrapping is bound to.</param>
    public byte[]? Unwrap(ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> bound)
    {
        if (wrapped.Length != NonceBytes + DataKey.SecretBytes + TagBytes) { return null; }
        var key = new byte[DataKey.SecretBytes];
        var nonce = wrapped[..NonceBytes];
        var cipher = wrapped[NonceBytes..^TagBytes];
        try
        {
            lock (_gate) { _cipher.Decrypt(nonce, cipher, wrapped[^TagBytes..], key, bound); }
            return key;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
