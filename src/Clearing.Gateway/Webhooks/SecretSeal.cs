using System.Security.Cryptography;
using System.Text;

namespace Clearing.Gateway;

/// <summary>
/// Creates the secrets of webhooks, and encrypts them for the journal if there is a key.
/// </summary>
internal sealed class SecretSeal
{
    /// <summary>The prefix of every secret.</summary>
    public const string Prefix = "whsec_";

    private const string SealedPrefix = "sealed_";
    private const int SecretBytes = 32;
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private readonly byte[]? _key;

    /// <summary>Reads the key if <c>Webhooks:KeyFile</c> names one.</summary>
    /// <exception cref="ArgumentException">The file does not contain a valid key.</exception>
    public SecretSeal(WebhookOptions options)
    {
        _key = options.KeyFile is { } file ? ReadKey(file) : null;
    }

    /// <summary>Creates a secret of 32 random bytes.</summary>
    public static string NewSecret() =>
        Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>
    /// Encodes a secret for storage, encrypted with AES-256-GCM if there is a key.
    /// </summary>
    public string Seal(string secret)
    {
        if (_key is null) { return secret; }
        var plain = Encoding.ASCII.GetBytes(secret);
        var box = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(_key, TagBytes);
        cipher.Encrypt(
            box.AsSpan(0, NonceBytes), plain, box.AsSpan(NonceBytes, plain.Length),
            box.AsSpan(^TagBytes..));
        return SealedPrefix + Convert.ToBase64String(box);
    }

    /// <summary>The bytes to sign with; null if this server cannot read the secret.</summary>
    public byte[]? Open(string stored)
    {
        var secret =
            stored.StartsWith(SealedPrefix, StringComparison.Ordinal) ? Decrypt(stored) : stored;
        if (secret?.StartsWith(Prefix, StringComparison.Ordinal) != true) { return null; }
        var bytes = new byte[secret.Length];
        return Convert.TryFromBase64String(secret[Prefix.Length..], bytes, out var length)
            ? bytes[..length]
            : null;
    }

    private string? Decrypt(string stored)
    {
        var box = new byte[stored.Length];
        if (_key is null || !Convert.TryFromBase64String(stored[SealedPrefix.Length..], box, out var length)
            || length < NonceBytes + TagBytes)
        {
            return null;
        }
        var plain = new byte[length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(_key, TagBytes);
        try
        {
            cipher.Decrypt(
                box.AsSpan(0, NonceBytes), box.AsSpan(NonceBytes, plain.Length),
                box.AsSpan(length - TagBytes, TagBytes), plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        return Encoding.ASCII.GetString(plain);
    }

    private static byte[] ReadKey(string file)
    {
        try
        {
            var key = Convert.FromBase64String(File.ReadAllText(file).Trim());
            return key.Length == KeyBytes ? key : throw new FormatException();
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new ArgumentException(
                $"Webhooks:KeyFile '{file}' is not a file with {KeyBytes} bytes in Base64.", wrong);
        }
    }
}
