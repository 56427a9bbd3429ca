namespace Clearing.Market.Rounds;

/// <summary>Volume of awards on offer, first in first out.</summary>
/// <remarks>What was taken stays behind the head: earlier rounds are looked back at.</remarks>
internal sealed class OfferQueue
{
    private readonly List<AwardPlace> _places = [];
    private readonly List<long> _volumes = [];
    private readonly Dictionary<AwardPlace, long> _byAward = [];
    private int _head;
    private long _headTaken;

    /// <summary>How far it has come, to look back at it later.</summary>
    public OfferMark Mark => new(_head, _headTaken, _places.Count);

    /// <summary>All volume on offer.</summary>
    public long Volume { get; private set; }

    /// <summary>Volume of one award on offer.</summary>
    public long Of(AwardPlace place) => _byAward.GetValueOrDefault(place);

    /// <summary>Puts volume at the end.</summary>
    public void Add(AwardPlace place, long volume)
    {
        _places.Add(place);
        _volumes.Add(volume);
        _byAward[place] = Of(place) + volume;
        Volume += volume;
    }

    /// <summary>What was on offer at a mark, first in first out.</summary>
    /// <param name="mark">The mark.</param>
    /// <param name="skip">Offers to pass over.</param>
    public IEnumerable<(AwardPlace Place, long Volume)> At(OfferMark mark, int skip = 0)
    {
        for (var i = mark.Head + skip; i < mark.End; i++)
        {
            yield return (_places[i], _volumes[i] - (i == mark.Head ? mark.HeadTaken : 0));
        }
    }

    /// <summary>What would be taken, first in first out, to make up a volume.</summary>
    public IEnumerable<(AwardPlace Place, long Volume)> First(long volume)
    {
        foreach (var (place, offered) in At(Mark))
        {
            if (volume == 0) { yield break; }
            var part = Math.Min(volume, offered);
            yield return (place, part);
            volume -= part;
        }
        if (volume > 0) { throw new InvalidOperationException("More was taken than was offered."); }
    }

    /// <summary>Takes volume of the first offer.</summary>
    /// <returns>The award it was of.</returns>
    public AwardPlace Take(long volume)
    {
        if (_head == _places.Count || volume > _volumes[_head] - _headTaken)
        {
            throw new InvalidOperationException("No more is taken than was offered.");
        }
        var place = _places[_head];
        _headTaken += volume;
        if (_headTaken == _volumes[_head])
        {
            _head++;
            _headTaken = 0;
        }
        _byAward[place] = Of(place) - volume;
        Volume -= volume;
        return place;
    }
}
