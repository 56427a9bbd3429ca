using System.Collections.Immutable;
using Clearing.Allocation.Configuration;

namespace Clearing.Allocation.Zones;

/// <summary>A region × storage type: its rules and the sellers that take part in it.</summary>
public sealed class Zone
{
    private const int MaxExponent = 6;

    private readonly SortedSet<string> _sellers = new(StringComparer.Ordinal);

    /// <summary>The zone's configuration; null until it is configured.</summary>
    public ZoneTerms? Terms { get; private set; }

    /// <summary>The sellers that take part, in ordinal order.</summary>
    public IReadOnlyCollection<string> Sellers => _sellers;

    /// <summary>Decides on a configuration; repeating it changes nothing.</summary>
    /// <param name="terms">The configuration to apply.</param>
    public Decision<ZoneStatus, ZoneEvent> Configure(ZoneTerms terms)
    {
        if (Terms == terms) { return ZoneStatus.Configured; }
        if (terms.DayAt(DateTimeOffset.UnixEpoch) is null) { return ZoneStatus.TimeZoneUnknown; }
        if (!CurrencyAllowed(terms) || !Enum.IsDefined(terms.Periods)
            || ConfigRange.Broken(terms.Rules) is not null)
        {
            return ZoneStatus.ConfigOutOfRange;
        }
        if (Terms is { } known && known != terms with { Rules = known.Rules })
        {
            return ZoneStatus.ZoneDiffers;
        }
        return new(ZoneStatus.Configured, new ZoneConfigured(terms));
    }

    /// <summary>Notes that a seller takes part; no event if it already does.</summary>
    /// <param name="seller">The seller's id.</param>
    public ImmutableArray<ZoneEvent> Enter(string seller) =>
        _sellers.Contains(seller) ? [] : [new SellersEntered([seller])];

    /// <summary>A page of the sellers, in ordinal order.</summary>
    /// <param name="after">The last seller of the page before; empty from the start.</param>
    /// <param name="most">The most sellers, 1 or more.</param>
    public ImmutableArray<string> Page(string after, int most) =>
        [.. _sellers.GetViewBetween(after, Last).Where(seller => seller != after).Take(most)];

    /// <summary>Takes in what happened.</summary>
    /// <param name="happened">An event that a decision on this zone gave.</param>
    public void Apply(ZoneEvent happened)
    {
        switch (happened)
        {
            case ZoneConfigured(var terms):
                Terms = terms;
                break;
            case SellersEntered(var sellers):
                foreach (var seller in sellers)
                {
                    if (!_sellers.Add(seller))
                    {
                        throw new InvalidOperationException($"{seller} entered twice.");
                    }
                }
                break;
            default:
                throw new InvalidOperationException($"No zone knows {happened}.");
        }
    }

    // Beyond every id: ids are printable ASCII.
    private const string Last = "\x7F";

    private static bool CurrencyAllowed(ZoneTerms terms) =>
        terms.Currency is { Length: 3 } currency && currency.All(char.IsAsciiLetterUpper)
        && terms.MinorExponent is >= 0 and <= MaxExponent;
}
