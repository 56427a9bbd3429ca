namespace Clearing.Market;

/// <summary>Volume of awards on offer, first in first out.</summary>
internal sealed class OfferQueue
{
    private readonly Queue<AwardPlace> _places = new();
    private readonly Queue<long> _volumes = new();
    private readonly Dictionary<AwardPlace, long> _byAward = [];
    private long _headTaken;

    /// <summary>All volume on offer.</summary>
    public long Volume { get; private set; }

    /// <summary>Volume of one award on offer.</summary>
    public long Of(AwardPlace place) => _byAward.GetValueOrDefault(place);

    /// <summary>Puts volume at the end.</summary>
    public void Add(AwardPlace place, long volume)
    {
        _places.Enqueue(place);
        _volumes.Enqueue(volume);
        _byAward[place] = Of(place) + volume;
        Volume += volume;
    }

    /// <summary>What would be taken, first in first out, to make up a volume.</summary>
    public IEnumerable<(AwardPlace Place, long Volume)> First(long volume)
    {
        var taken = _headTaken;
        foreach (var (place, offered) in _places.Zip(_volumes))
        {
            if (volume == 0) { yield break; }
            var part = Math.Min(volume, offered - taken);
            yield return (place, part);
            volume -= part;
            taken = 0;
        }
        if (volume > 0) { throw new InvalidOperationException("More was taken than was offered."); }
    }

    /// <summary>Takes volume of the first offer, which must be of this award.</summary>
    public void Take(AwardPlace place, long volume)
    {
        if (_places.Peek() != place || volume > _volumes.Peek() - _headTaken)
        {
            throw new InvalidOperationException("Offers are taken first in first out.");
        }
        _headTaken += volume;
        if (_headTaken == _volumes.Peek())
        {
            _places.Dequeue();
            _volumes.Dequeue();
            _headTaken = 0;
        }
        _byAward[place] = Of(place) - volume;
        Volume -= volume;
    }
}
