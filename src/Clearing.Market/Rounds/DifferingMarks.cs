namespace Clearing.Market.Rounds;

/// <summary>Counts the marks that differ between two losing parts, in one stretch of fees.</summary>
internal sealed class DifferingMarks
{
    private readonly ulong[] _rests = new ulong[CurveMarks.Groups];
    private readonly ulong[] _asked = new ulong[CurveMarks.Groups];

    /// <summary>How many have other rests.</summary>
    public int Rests => _rests.AsSpan().Length - _rests.AsSpan().Count(0UL);

    /// <summary>
    /// How many have others after what was granted between the parts is added again.
    /// </summary>
    public int Asked => _asked.AsSpan().Length - _asked.AsSpan().Count(0UL);

    /// <summary>Adds a step of the later part.</summary>
    public void Add(CurveMarks part, int step)
    {
        for (var i = 0; i < CurveMarks.Groups; i++)
        {
            unchecked
            {
                _rests[i] += part.RestsIn(step)[i];
                _asked[i] += part.AskedIn(step)[i];
            }
        }
    }

    /// <summary>Takes off a step of the earlier part.</summary>
    public void TakeOff(CurveMarks part, int step)
    {
        for (var i = 0; i < CurveMarks.Groups; i++)
        {
            unchecked
            {
                _rests[i] -= part.RestsIn(step)[i];
                _asked[i] -= part.AskedIn(step)[i];
            }
        }
    }

    /// <summary>Starts again.</summary>
    public void Clear()
    {
        _rests.AsSpan().Clear();
        _asked.AsSpan().Clear();
    }
}
