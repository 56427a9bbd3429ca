using System.Collections.Immutable;

namespace Clearing.Market.Rounds;

/// <summary>Draws the anonymous curve of a closed book: what was asked for at which fee.</summary>
/// <remarks>
/// Up to <see cref="MaxSteps"/> fee levels each is a step of its own. Beyond that, neighbouring
/// levels are put together, those above the margin separately from those below it, so that the
/// lowest granted fee is always a step of its own and the sums up to it are exact.
/// </remarks>
internal static class BidCurve
{
    /// <summary>The most steps of a curve.</summary>
    public const int MaxSteps = 1_000;

    /// <summary>Draws a curve.</summary>
    /// <param name="round">The cleared round.</param>
    /// <param name="book">Its closed book.</param>
    /// <param name="bids">The present book, for fees and sellers.</param>
    /// <param name="lot">The market's lot.</param>
    public static RoundCurve Of(ClearedRound round, ClosedBook book, BidBook bids, long lot)
    {
        var levels = Levels(round, book, bids, lot);
        var steps = levels.Count <= MaxSteps
            ? levels.Select(level => (level, level.Fee))
            : Merged(levels, round.Facts.LowestGranted?.Micros);
        var drawn = ImmutableArray.CreateBuilder<CurveStep>();
        var (asked, eligible) = (Int128.Zero, Int128.Zero);
        foreach (var (level, lowest) in steps)
        {
            asked += level.Volume;
            eligible += level.Eligible;
            drawn.Add(new CurveStep(
                new Fee(level.Fee), new Fee(lowest), level.Bids, level.Volume, level.Eligible,
                asked, eligible));
        }
        return new RoundCurve(
            round.Number, levels.Count, levels.Count <= MaxSteps, drawn.DrainToImmutable());
    }

    private static List<Level> Levels(
        ClearedRound round, ClosedBook book, BidBook bids, long lot)
    {
        var wants = book.Wants();
        var (fees, rows) = ByFee(wants, bids.Fees);
        var rooms = new Dictionary<int, long>();
        var levels = new List<Level>();
        for (var i = 0; i < rows.Length; i++)
        {
            var (fee, row) = (-fees[i], rows[i]);
            var want = wants[row];
            var eligible = fee < round.Facts.Terms.Reserve.Micros
                ? 0
                : Cut(round.Start, rooms, bids.SellerNumbers[row], want, lot);
            if (eligible < book.NeedOf(row, want)) { eligible = 0; }
            if (levels is [.., var last] && last.Fee == fee)
            {
                levels[^1] = last.With(want, eligible);
            }
            else { levels.Add(new(fee, 1, want, eligible)); }
        }
        return levels;
    }

    // By descending fee, then sequence: caps are used up in that order.
    private static (long[] Fees, int[] Rows) ByFee(long[] wants, ReadOnlySpan<long> fees)
    {
        var open = wants.Length - wants.AsSpan().Count(0L);
        var (keys, rows) = (new long[open], new int[open]);
        for (int row = 0, next = 0; next < open; row++)
        {
            if (wants[row] == 0) { continue; }
            (keys[next], rows[next]) = (-fees[row], row);
            next++;
        }
        Array.Sort(keys, rows);
        for (int from = 0, to; from < open; from = to)
        {
            for (to = from + 1; to < open && keys[to] == keys[from]; to++) { }
            Array.Sort(rows, from, to - from);
        }
        return (keys, rows);
    }

    private static long Cut(
        RoundStart start, Dictionary<int, long> rooms, int seller, long want, long lot)
    {
        if (start.RoomOf(seller) is not { } whole) { return want; }
        if (!rooms.TryGetValue(seller, out var room)) { room = whole - (whole % lot); }
        var cut = Math.Min(want, room);
        rooms[seller] = room - cut;
        return cut;
    }

    private static IEnumerable<(Level Level, long Lowest)> Merged(List<Level> levels, long? margin)
    {
        var at = margin is { } fee ? levels.FindIndex(level => level.Fee == fee) : -1;
        if (at < 0) { return InParts(levels, 0, levels.Count, MaxSteps); }
        var (above, below) = (at, levels.Count - at - 1);
        var parts = above == 0 ? 0 : Math.Max(
            1, Math.Min(MaxSteps - 2, (int)((long)(MaxSteps - 1) * above / (above + below))));
        return InParts(levels, 0, above, parts)
            .Append((levels[at], levels[at].Fee))
            .Concat(InParts(levels, at + 1, below, Math.Min(below, MaxSteps - 1 - parts)));
    }

    private static IEnumerable<(Level Level, long Lowest)> InParts(
        List<Level> levels, int from, int count, int parts)
    {
        for (var part = 0; part < parts; part++)
        {
            var first = from + (int)((long)count * part / parts);
            var end = from + (int)((long)count * (part + 1) / parts);
            var whole = levels[first];
            for (var i = first + 1; i < end; i++) { whole = whole.Plus(levels[i]); }
            yield return (whole, levels[end - 1].Fee);
        }
    }

    private readonly record struct Level(long Fee, int Bids, Int128 Volume, Int128 Eligible)
    {
        public Level With(long volume, long eligible) =>
            new(Fee, Bids + 1, Volume + volume, Eligible + eligible);

        public Level Plus(Level lower) =>
            new(Fee, Bids + lower.Bids, Volume + lower.Volume, Eligible + lower.Eligible);
    }
}
