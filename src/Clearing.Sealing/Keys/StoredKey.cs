using System.Globalization;

namespace Clearing.Sealing;

/// <summary>A data key as it is stored: wrapped by another key.</summary>
/// <param name="Scope">Whose it is.</param>
/// <param name="Number">Its number in its scope, from 1; the highest one seals.</param>
/// <param name="Kek">
/// Which key wraps it: an id of the wrapper, <c>sellers/</c> and a number, or <c>clear</c>.
/// </param>
/// <param name="Wrapped">The wrapped key; empty once it is destroyed.</param>
/// <param name="DestroyedAt">When it was destroyed; null while it is not.</param>
public sealed record StoredKey(
    string Scope, uint Number, string Kek, ReadOnlyMemory<byte> Wrapped,
    DateTimeOffset? DestroyedAt = null)
{
    /// <summary>
    /// The wrapping key's name where the key stands in clear, revealed on purpose.
    /// </summary>
    public const string Clear = "clear";

    private const string OfSellers = KeyScope.Sellers + "/";

    /// <summary>What wrapping binds the key to: it unwraps for no other scope or number.</summary>
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
