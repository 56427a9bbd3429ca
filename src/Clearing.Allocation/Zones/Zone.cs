using System.Collections.Immutable;
using Clearing.Allocation.Configuration;
using Clearing.Market.Erasing;

namespace Clearing.Allocation.Zones;

/// <summary>A region × storage type: its rules and the sellers that take part in it.</summary>
public sealed partial class Zone
{
    private const int MaxExponent = 6;

    private readonly SortedSet<string> _sellers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _bidders = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _planners = new(StringComparer.Ordinal);

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

    /// <summary>Notes that a seller takes part; gives no event if it already does.</summary>
    /// <param name="seller">The seller's id.</param>
    public ImmutableArray<ZoneEvent> Enter(string seller) =>
        _sellers.Contains(seller) ? [] : [new SellersEntered([seller])];

    /// <summary>
    /// Notes which sellers have bids in the zone's markets; those that were erased take no part.
    /// </summary>
    /// <param name="sellers">The sellers' ids.</param>
    public ImmutableArray<ZoneEvent> EnterBidders(IEnumerable<string> sellers)
    {
        ImmutableArray<string> fresh =
        [
            .. sellers
                .Where(seller => !_bidders.Contains(seller) && !SurrogateRule.IsErased(seller))
                .Distinct(StringComparer.Ordinal),
        ];
        return fresh.IsEmpty ? [] : [new BiddersEntered(fresh)];
    }

    /// <summary>Notes that a seller proposes events, so that an operator finds it.</summary>
    /// <param name="seller">The seller's id.</param>
    public ImmutableArray<ZoneEvent> EnterPlanner(string seller) =>
        _planners.Contains(seller) ? [] : [new PlannersEntered([seller])];

    /// <summary>A page of the sellers that ever proposed an event, in ordinal order.</summary>
    /// <param name="after">The last seller of the page before; empty from the start.</param>
    /// <param name="most">The most sellers, 1 or more.</param>
    public ImmutableArray<string> Planners(string after, int most) => Page(_planners, after, most);

    /// <summary>
    /// True if a seller is known to have a bid in one of the zone's markets; false once it is erased.
    /// </summary>
    /// <param name="seller">The seller's id.</param>
    public bool HasBid(string seller) =>
        _bidders.Contains(seller) && !SurrogateRule.IsErased(seller);

    /// <summary>A page of the sellers that are not erased, in ordinal order.</summary>
    /// <param name="after">The last seller of the page before; empty from the start.</param>
    /// <param name="most">The most sellers, 1 or more.</param>
    public ImmutableArray<string> Page(string after, int most) => Page(_sellers, after, most);

    /// <summary>Applies what happened.</summary>
    /// <param name="happened">An event that a decision on this zone gave.</param>
    public void Apply(ZoneEvent happened)
    {
        try
        {
            Fold(happened);
        }
        catch (Exception cause) when (ImpossibleFact.Explains(cause))
        {
            throw ImpossibleFact.Of(happened, cause);
        }
    }

    private void Fold(ZoneEvent happened)
    {
        switch (happened)
        {
            case ZoneConfigured(var terms):
                Terms = terms;
                break;
            case SellersEntered(var sellers):
                foreach (var seller in sellers)
                {
                    if (!Add(seller))
                    {
                        throw new InvalidOperationException($"{seller} entered twice.");
                    }
                }
                break;
            case BiddersEntered(var sellers):
                foreach (var seller in sellers)
                {
                    Add(seller);
                    _bidders.Add(seller);
                }
                break;
            case PlannersEntered(var sellers):
                foreach (var seller in sellers)
                {
                    Add(seller);
                    _planners.Add(seller);
                }
                break;
            default:
                ApplyRun(happened);
                break;
        }
    }

    private static ImmutableArray<string> Page(SortedSet<string> of, string after, int most) =>
        [
            .. of.GetViewBetween(after, Last)
                .Where(seller => seller != after && !SurrogateRule.IsErased(seller))
                .Take(most),
        ];

    // Nobody acts for a seller that was erased.
    private bool IsKnown(string seller) =>
        _sellers.Contains(seller) && !SurrogateRule.IsErased(seller);

    private bool Add(string seller)
    {
        if (!_sellers.Add(seller)) { return false; }
        _numbers.Add(seller, _sellers.Count);
        return true;
    }

    // Sorts after every id, since ids are printable ASCII.
    private const string Last = "\x7F";

    private static bool CurrencyAllowed(ZoneTerms terms) =>
        terms.Currency is { Length: 3 } currency && currency.All(char.IsAsciiLetterUpper)
        && terms.MinorExponent is >= 0 and <= MaxExponent;
}
