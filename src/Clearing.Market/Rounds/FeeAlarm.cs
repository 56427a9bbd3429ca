namespace Clearing.Market.Rounds;

/// <summary>
/// Notices a tiny late bid that sets a round's fee far below the next one: the cheapest way to
/// lower what earlier awards pay.
/// </summary>
/// <remarks>
/// It looks at bids that won, alone, so that it may be told to everyone. In honest simulated
/// markets it never occurs.
/// </remarks>
internal static class FeeAlarm
{
    private const int MostParts = 100;

    /// <summary>Whether the outcome of a clearing is such a one.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="fees">The max fees of the book, by row.</param>
    /// <param name="earlier">The rounds that were cleared before.</param>
    public static bool IsRaised(
        RoundCleared outcome, ReadOnlySpan<long> fees, IReadOnlyList<ClearedRound> earlier)
    {
        if (outcome.RoundFee is not { } fee || fee != outcome.LowestGranted
            || !earlier.Any(round => round.Winners > 0 && round.CurrentFee > fee.Micros))
        {
            return false;
        }
        var late = LateFrom(earlier);
        var (granted, set, next) = ((Int128)0, (Int128)0, long.MaxValue);
        for (var i = 0; i < outcome.AwardSequences.Length; i++)
        {
            var (sequence, volume) = (outcome.AwardSequences[i], outcome.AwardVolumes[i]);
            var max = fees[(int)(sequence - 1)];
            granted += volume;
            if (max > fee.Micros) { next = Math.Min(next, max); }
            else if (sequence <= late) { return false; }
            else { set += volume; }
        }
        return next < long.MaxValue && next / 2 >= fee.Micros && set * MostParts <= granted;
    }

    // The last sequence number that is not in the last third of the rounds so far.
    private static long LateFrom(IReadOnlyList<ClearedRound> earlier)
    {
        var rounds = earlier.Count + 1;
        var early = rounds * 2 / 3;
        return early == 0 ? 0 : earlier[early - 1].Closed.ThroughSequence;
    }
}
