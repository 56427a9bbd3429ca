using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Clearing.Market.Sellers;

/// <summary>
/// A place in what a seller did to its bids in all its markets: the number of the last fact seen in
/// each market, such as <c>1a2b3c4d.12-90abcdef.3</c>.
/// </summary>
/// <remarks>
/// A seller's facts are numbered in each market and have no common number: markets are written
/// independently. Each market is named by the first 8 hexadecimal digits of the SHA-256 of its key,
/// so a place stays right when the seller enters more markets.
/// </remarks>
public readonly struct BidFeedPlace
{
    /// <summary>The most markets that a feed can begin with, so that its places stay short.</summary>
    public const int MaxMarkets = 700;

    /// <summary>The most characters of a place that a caller may send.</summary>
    public const int MaxLength = 10_000;

    private const char Separator = '-';
    private const char BeforeNumber = '.';
    private const int NameBytes = 4;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    private static readonly ImmutableSortedDictionary<string, long> Nothing =
        ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    private readonly ImmutableSortedDictionary<string, long>? _seen;

    private BidFeedPlace(ImmutableSortedDictionary<string, long> seen) => _seen = seen;

    /// <summary>How many markets it names.</summary>
    public int Markets => Seen.Count;

    private ImmutableSortedDictionary<string, long> Seen => _seen ?? Nothing;

    /// <summary>The last number seen in a market; 0 for none.</summary>
    /// <param name="market">The market's key.</param>
    public long SeenIn(string market) => Seen.GetValueOrDefault(NameOf(market));

    /// <summary>The place after a fact.</summary>
    /// <param name="market">The market's key.</param>
    /// <param name="number">The fact's number in that market, from 1.</param>
    public BidFeedPlace After(string market, long number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        return new(Seen.SetItem(NameOf(market), number));
    }

    /// <summary>Reads a place, such as <c>1a2b3c4d.12</c>.</summary>
    /// <param name="text">The text; empty for the beginning.</param>
    /// <returns>Null if it is not a place.</returns>
    public static BidFeedPlace? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var seen = Nothing.ToBuilder();
        var last = "";
        foreach (var part in text.Length == 0 ? [] : text.Split(Separator))
        {
            var end = part.IndexOf(BeforeNumber, StringComparison.Ordinal);
            if (end != 2 * NameBytes
                || part.AsSpan(0, end).ContainsAnyExcept(Hex)
                || string.CompareOrdinal(last, last = part[..end]) >= 0
                || part[(end + 1)..] is not [not '0', ..] digits
                || !long.TryParse(
                    digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }
            seen.Add(last, number);
        }
        return new(seen.ToImmutable());
    }

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() => string.Join(Separator, Seen.Select(of =>
        string.Create(CultureInfo.InvariantCulture, $"{of.Key}{BeforeNumber}{of.Value}")));

    private static string NameOf(string market) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(market)).AsSpan(0, NameBytes));
}
