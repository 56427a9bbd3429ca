namespace Clearing.Lab.Markets;

/// <summary>How much of a round's volume stands behind each fee.</summary>
internal sealed class RoundSupport
{
    private long[] _fees = new long[128];
    private long[] _volumes = new long[128];
    private int _count;

    /// <summary>Takes the awards of a round.</summary>
    public void Take(BidSheet sheet, ReadOnlySpan<PlayedAward> awards)
    {
        if (_fees.Length < awards.Length)
        {
            (_fees, _volumes) = (new long[2 * awards.Length], new long[2 * awards.Length]);
        }
        _count = awards.Length;
        for (var i = 0; i < _count; i++)
        {
            _fees[i] = sheet.MaxFee[awards[i].Row];
            _volumes[i] = awards[i].Volume;
        }
    }

    /// <summary>
    /// The fee at which the backed volume, counted from the cheapest up, reaches what is needed;
    /// null if it never does. The backed volume is that of the highest fees.
    /// </summary>
    /// <param name="backed">Cubic feet that are backed.</param>
    /// <param name="needed">Cubic feet.</param>
    public long? FeeBehind(long backed, long needed)
    {
        if (needed > backed) { return null; }
        _fees.AsSpan(0, _count).Sort(_volumes.AsSpan(0, _count));
        // Counted from the top, all but what is needed less one is passed by.
        var above = backed - needed;
        for (var i = _count - 1; i >= 0; i--)
        {
            above -= _volumes[i];
            if (above < 0) { return _fees[i]; }
        }
        return null;
    }

    /// <summary>The repricing fee of rule 8; null if the round reprices nobody.</summary>
    public long? ByRule8(long fresh, in ClearingOutcome outcome, in PlayRules rules)
    {
        var share = ((fresh * rules.SupportPpm) + 999_999) / 1_000_000;
        var needed = Math.Max(1, Math.Max(rules.MinVolume, share));
        var fee = FeeBehind(fresh, needed);
        return fee == outcome.LowestGranted ? outcome.RoundFee : fee;
    }
}
