using System.Globalization;

namespace Clearing.Sealing;

/// <summary>A data key as stored, usually wrapped by another key.</summary>
/// <param name="Scope">The key's scope.</param>
/// <param name="Number">The key's number in its scope, from 1; the highest one seals.</param>
/// <param name="Kek">
/// The wrapping key: an id of the wrapper, <c>sellers/</c> and a number, or <c>clear</c>.
/// </param>
/// <param name="Wrapped">The wrapped key; empty once it is destroyed.</param>
/// <param name="DestroyedAt">When the key was destroyed; null if it was not.</param>
public sealed record StoredKey(
    string Scope, uint Number, string Kek, ReadOnlyMemory<byte> Wrapped,
    DateTimeOffset? DestroyedAt = null)
{
    /// <summary>
    /// The name of the wrapping key for a key that was deliberately stored unencrypted.
    /// </summary>
    public const string Clear = "clear";

    private const string OfSellers = KeyScope.Sellers + "/";

    /// <summary>True if the key is stored unencrypted, or was until it was destroyed.</summary>
    public bool IsClear => Kek == Clear;

    /// <summary>The bytes that bind the wrapping to this scope, number and wrapping key.</summary>
    internal byte[] Bound()
    {
        var bound = new BoundBytes(stackalloc byte[BoundBytes.MaxLength]);
        bound.Add("clearing/key/v1\0"u8);
        bound.Add(Scope);
        bound.Add(Number);
        bound.Add(Kek);
        return bound.Written.ToArray();
    }

    /// <summary>The name of a sellers' key as a wrapping key.</summary>
    internal static string KekOfSellers(uint number) =>
        OfSellers + number.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// The number of the sellers' key that wraps this one; null if another wraps it.
    /// </summary>
    internal uint? SellersNumber =>
        Kek.StartsWith(OfSellers, StringComparison.Ordinal)
        && uint.TryParse(
            Kek.AsSpan(OfSellers.Length), NumberStyles.None, CultureInfo.InvariantCulture,
            out var n)
            ? n
            : null;
}
