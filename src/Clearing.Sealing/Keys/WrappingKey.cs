using System.Security.Cryptography;

namespace Clearing.Sealing;

/// <summary>Wraps keys by AES-256-GCM: a nonce, the ciphertext and the tag.</summary>
internal static class WrappingKey
{
    private const int NonceBytes = SealedText.NonceBytes;
    private const int TagBytes = SealedText.TagBytes;

    public static byte[] Wrap(
        ReadOnlySpan<byte> secret, ReadOnlySpan<byte> key, ReadOnlySpan<byte> bound,
        ISecretSource secrets)
    {
        using var cipher = new AesGcm(secret, TagBytes);
        var wrapped = new byte[NonceBytes + key.Length + TagBytes];
        var nonce = wrapped.AsSpan(0, NonceBytes);
        secrets.Fill(nonce);
        cipher.Encrypt(
            nonce, key, wrapped.AsSpan(NonceBytes, key.Length), wrapped.AsSpan(^TagBytes..), bound);
        return wrapped;
    }

    /// <summary>Null if it was wrapped by another key, or bound to something else.</summary>
    public static byte[]? Unwrap(
        ReadOnlySpan<byte> secret, ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> bound)
    {
        if (wrapped.Length != NonceBytes + DataKey.SecretBytes + TagBytes) { return null; }
        using var cipher = new AesGcm(secret, TagBytes);
        var key = new byte[DataKey.SecretBytes];
        try
        {
            cipher.Decrypt(
                wrapped[..NonceBytes], wrapped[NonceBytes..^TagBytes], wrapped[^TagBytes..], key,
                bound);
            return key;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
