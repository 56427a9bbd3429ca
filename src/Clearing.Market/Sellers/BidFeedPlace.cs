using System.Collections.Immutable;
using System.Globalization;

namespace Clearing.Market.Sellers;

/// <summary>
/// A place in what a seller did to its bids in all its markets: the number of the last fact seen in
/// each market, in the order in which the seller entered them.
/// </summary>
/// <remarks>
/// A seller's facts are numbered in each market and have no common number: markets are written
/// independently. The numbers together lose and double nothing.
/// </remarks>
/// <param name="seen">The last number seen in each market; markets left out at the end have 0.</param>
public readonly struct BidFeedPlace(ImmutableArray<long> seen)
{
    /// <summary>The most markets that a place names.</summary>
    public const int MaxMarkets = 4_000;

    private const char Separator = '.';

    private readonly ImmutableArray<long> _seen = seen;

    /// <summary>How many markets it names.</summary>
    public int Markets => _seen.IsDefault ? 0 : _seen.Length;

    /// <summary>The last number seen in a market; 0 for none.</summary>
    /// <param name="market">The market's number among the seller's, from 0.</param>
    public long SeenIn(int market) => market < Markets ? _seen[market] : 0;

    /// <summary>The place after a fact.</summary>
    /// <param name="market">The market's number among the seller's, from 0.</param>
    /// <param name="number">The fact's number in that market.</param>
    public BidFeedPlace After(int market, long number)
    {
        var all = ImmutableArray.CreateBuilder<long>(Math.Max(Markets, market + 1));
        for (var i = 0; i < Math.Max(Markets, market + 1); i++)
        {
            all.Add(i == market ? number : SeenIn(i));
        }
        return new(all.MoveToImmutable());
    }

    /// <summary>Reads a place, such as <c>3..12</c>: an empty number is 0.</summary>
    /// <param name="text">The text; empty for the beginning.</param>
    /// <returns>Null if it is not a place.</returns>
    public static BidFeedPlace? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0) { return default(BidFeedPlace); }
        var parts = text.Split(Separator);
        if (parts.Length > MaxMarkets || parts[^1].Length == 0) { return null; }
        var seen = ImmutableArray.CreateBuilder<long>(parts.Length);
        foreach (var part in parts)
        {
            long number = 0;
            if (part.Length > 0 && (part[0] == '0' || !long.TryParse(
                part, NumberStyles.None, CultureInfo.InvariantCulture, out number)))
            {
                return null;
            }
            seen.Add(number);
        }
        return new(seen.MoveToImmutable());
    }

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() => Markets == 0
        ? ""
        : string.Join(Separator, _seen.Select(number =>
            number == 0 ? "" : number.ToString(CultureInfo.InvariantCulture)));
}
