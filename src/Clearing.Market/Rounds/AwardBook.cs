using System.Collections.Immutable;
using System.Globalization;

namespace Clearing.Market.Rounds;

/// <summary>
/// The place of an award: the index of its cleared round and its position among the awards of that
/// round.
/// </summary>
internal readonly record struct AwardPlace(int Round, int Position);

/// <summary>A market's cleared rounds, their awards, and what was offered back.</summary>
internal sealed class AwardBook(BidBook bids)
{
    private readonly List<ClearedRound> _rounds = [];
    private readonly Dictionary<AwardPlace, long> _released = [];
    private readonly Dictionary<AwardPlace, long> _curtailed = [];

    /// <summary>The cleared rounds, by number.</summary>
    public IReadOnlyList<ClearedRound> Rounds => _rounds;

    /// <summary>Volume on offer, first in first out.</summary>
    public OfferQueue Offers { get; } = new();

    /// <summary>The index of a cleared round; negative if it was not cleared.</summary>
    public int IndexOf(int round)
    {
        var (low, high) = (0, _rounds.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (_rounds[middle].Number == round) { return middle; }
            if (_rounds[middle].Number < round) { low = middle + 1; }
            else { high = middle - 1; }
        }
        return -1;
    }

    /// <summary>Adds a round at the end and lowers the fees of those before.</summary>
    public void Add(ClearedRound round)
    {
        round.Reprice(_rounds);
        _rounds.Add(round);
    }

    /// <summary>Finds a seller's award by its id, <c>bid@round</c>.</summary>
    public AwardPlace? Find(string? awardId, string seller)
    {
        var at = awardId?.LastIndexOf('@') ?? -1;
        if (at <= 0 || awardId!.Length > IdRule.MaxLength + 12) { return null; }
        var digits = awardId.AsSpan(at + 1);
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || digits[0] == '0')
        {
            return null;
        }
        var index = IndexOf(number);
        return index < 0 ? null : Find(index, awardId.AsSpan(0, at), seller);
    }

    /// <summary>The award's id.</summary>
    public string IdOf(AwardPlace place) =>
        AwardId(bids.IdOf(RowOf(place)), _rounds[place.Round].Number);

    /// <summary>The row that won an award.</summary>
    public int RowOf(AwardPlace place) =>
        (int)(_rounds[place.Round].Facts.AwardSequences[place.Position] - 1);

    /// <summary>An award as it was granted.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="seller">The id of its winner.</param>
    public Award AwardOf(AwardPlace place, string seller) =>
        AwardOf(_rounds[place.Round], place.Position, seller);

    /// <summary>An award of a round, which need not bind.</summary>
    /// <param name="round">The round.</param>
    /// <param name="position">The award's position among those of the round.</param>
    /// <param name="seller">The id of its winner.</param>
    public Award AwardOf(ClearedRound round, int position, string seller)
    {
        var row = (int)(round.Facts.AwardSequences[position] - 1);
        var bid = bids.IdOf(row);
        return new Award(
            AwardId(bid, round.Number), bid, seller, round.Number,
            new CubicFeet(round.Facts.AwardVolumes[position]), new Fee(bids.Fees[row]),
            round.Facts.RoundFee ?? throw new InvalidOperationException("An award has a fee."),
            round.IsComplete(position));
    }

    /// <summary>The places of all awards, by round, then sequence.</summary>
    public IEnumerable<AwardPlace> Places => _rounds.SelectMany((round, index) =>
        Enumerable.Range(0, round.Winners).Select(position => new AwardPlace(index, position)));

    /// <summary>What is held of an award: granted less released and curtailed.</summary>
    public long HeldOf(AwardPlace place) =>
        _rounds[place.Round].Facts.AwardVolumes[place.Position]
        - _released.GetValueOrDefault(place) - _curtailed.GetValueOrDefault(place);

    /// <summary>What may still be offered of an award: held and not on offer.</summary>
    public long HeldAndNotOnOffer(AwardPlace place) => HeldOf(place) - Offers.Of(place);

    /// <summary>Takes curtailed volume from the offers, first in first out.</summary>
    public void TakeOffers(long volume)
    {
        foreach (var (_, part) in Offers.First(volume).ToArray()) { Offers.Take(part); }
    }

    /// <summary>Takes volume from an award; what was on offer of it is off the offers already.</summary>
    public void Curtail(AwardPlace place, long volume)
    {
        _curtailed[place] = _curtailed.GetValueOrDefault(place) + volume;
        if (HeldAndNotOnOffer(place) < 0)
        {
            throw new InvalidOperationException("No more is curtailed than is held.");
        }
    }

    /// <summary>Takes released volume from the offers, first in first out.</summary>
    /// <returns>The seller of each release.</returns>
    public int[] Release(ImmutableArray<Release> releases)
    {
        var sellers = new int[releases.Length];
        for (var i = 0; i < releases.Length; i++)
        {
            var volume = releases[i].Volume.Value;
            var place = Offers.Take(volume);
            if (IdOf(place) != releases[i].AwardId)
            {
                throw new InvalidOperationException("Offers are taken first in first out.");
            }
            _released[place] = _released.GetValueOrDefault(place) + volume;
            sellers[i] = bids.SellerNumbers[RowOf(place)];
        }
        return sellers;
    }

    private AwardPlace? Find(int index, ReadOnlySpan<char> bidId, string seller)
    {
        for (var row = bids.Find(bidId, seller); row >= 0; row = bids.EarlierOf(row))
        {
            var position = _rounds[index].PositionOf(row);
            if (position >= 0) { return new AwardPlace(index, position); }
        }
        return null;
    }

    private static string AwardId(string bid, int round) =>
        string.Create(CultureInfo.InvariantCulture, $"{bid}@{round}");
}
