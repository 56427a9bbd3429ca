using System.Buffers.Binary;

namespace Clearing.Market;

/// <summary>Puts rows into the sequence of their lottery keys.</summary>
internal static class Lottery
{
    private const int KeyBytes = 32;

    /// <summary>Sorts rows by ascending key; rows of equal key by sequence.</summary>
    /// <remarks>
    /// Sorts by the first eight bytes; the rest is looked at only where these tie.
    /// </remarks>
    public static void Draw(in ClearingRun run, scoped Span<int> rows)
    {
        var keys = ClearingWorkspace.Fit(ref run.Space.Tickets, run.Space.Rows)
            .AsSpan(0, rows.Length);
        Span<byte> key = stackalloc byte[KeyBytes];
        for (var i = 0; i < rows.Length; i++)
        {
            run.Lottery!.Key(rows[i], key);
            keys[i] = BinaryPrimitives.ReadUInt64BigEndian(key);
        }
        keys.Sort(rows);
        for (int from = 0, to; from < rows.Length; from = to)
        {
            for (to = from + 1; to < rows.Length && keys[to] == keys[from]; to++) { }
            if (to - from > 1) { Untie(run.Lottery!, rows[from..to]); }
        }
    }

    private static void Untie(ILotteryKeys lottery, Span<int> rows)
    {
        Span<byte> moving = stackalloc byte[KeyBytes];
        Span<byte> other = stackalloc byte[KeyBytes];
        rows.Sort();
        for (var i = 1; i < rows.Length; i++)
        {
            var (row, at) = (rows[i], i);
            lottery.Key(row, moving);
            for (; at > 0; at--)
            {
                lottery.Key(rows[at - 1], other);
                if (other.SequenceCompareTo(moving) <= 0) { break; }
                rows[at] = rows[at - 1];
            }
            rows[at] = row;
        }
    }
}
