using System.Security.Cryptography;
using System.Text;

namespace Clearing.Market.Seal;

/// <summary>
/// The secret of a round: it blinds the hashes of its closed book and its result.
/// </summary>
/// <remarks>
/// 32 bytes that nobody can guess, drawn when the book is closed and kept with the close. Sellers
/// learn it when the market is settled. It is a type of its own so that no text shows it.
/// </remarks>
public sealed class RoundNonce : IEquatable<RoundNonce>
{
    /// <summary>Its length in bytes.</summary>
    public const int Length = 32;

    private readonly byte[] _bytes;

    private RoundNonce(byte[] bytes) => _bytes = bytes;

    /// <summary>The bytes.</summary>
    internal ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>A nonce of these bytes, which are copied.</summary>
    /// <param name="bytes">32 bytes.</param>
    /// <exception cref="ArgumentException">There are not exactly that many.</exception>
    public static RoundNonce Of(ReadOnlySpan<byte> bytes) => bytes.Length == Length
        ? new(bytes.ToArray())
        : throw new ArgumentException($"A nonce has {Length} bytes.", nameof(bytes));

    /// <summary>The nonce of an offline replay, which has no secrets.</summary>
    /// <param name="market">The market's label.</param>
    /// <param name="round">The round.</param>
    public static RoundNonce OfReplay(string market, int round)
    {
        using var hash = new SealHash("clearing/v2/replay\0"u8);
        hash.Text(Encoding.UTF8.GetBytes(market));
        hash.Number(round);
        return new(hash.Finish());
    }

    /// <summary>Reads a nonce from 64 hexadecimal digits.</summary>
    /// <exception cref="FormatException">The text is not of that form.</exception>
    public static RoundNonce Parse(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        return bytes.Length == Length
            ? new(bytes)
            : throw new FormatException($"A nonce has {2 * Length} hexadecimal digits.");
    }

    /// <summary>
    /// The bytes in lower-case hexadecimal digits: only for those who may see it.
    /// </summary>
    public string ToHex() => Convert.ToHexStringLower(_bytes);

    /// <inheritdoc/>
    public bool Equals(RoundNonce? other) =>
        other is not null && CryptographicOperations.FixedTimeEquals(_bytes, other._bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RoundNonce);

    /// <inheritdoc/>
    public override int GetHashCode() => BitConverter.ToInt32(SHA256.HashData(_bytes));

    /// <summary>Reveals nothing of the bytes.</summary>
    public override string ToString() => nameof(RoundNonce);
}
