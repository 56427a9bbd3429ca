namespace Clearing.Lab.Mechanisms;

/// <summary>
/// Grants all capacity at once to the blocks that are judged best, without a fee.
/// </summary>
/// <param name="name">Its name in results.</param>
/// <param name="rank">
/// Writes what a cubic foot of each seller's first block is thought to be worth, before the
/// season that is already over when it arrives.
/// </param>
public sealed class PlannedMechanism(string name, Action<MarketTable, double[]> rank)
    : Mechanism(name)
{
    [ThreadStatic] private static double[]? Values;
    [ThreadStatic] private static double[]? Keys;
    [ThreadStatic] private static int[]? Blocks;

    /// <inheritdoc />
    public override void Grant(MarketTable table)
    {
        var sellers = table.Draw.Sellers;
        var values = Room(ref Values, sellers);
        rank(table, values);
        var (keys, blocks) = (Room(ref Keys, 2 * sellers), Room(ref Blocks, 2 * sellers));
        for (var block = 0; block < 2 * sellers; block++)
        {
            var seller = block >> 1;
            keys[block] = -values[seller] * table.Draw.RateOf(block)
                * table.Draw.Model.SeasonFrom(table.Draw.Arrival[seller]);
            blocks[block] = block;
        }
        keys.AsSpan(0, 2 * sellers).Sort(blocks.AsSpan(0, 2 * sellers));
        table.Clear();
        var left = table.Draw.Model.Capacity;
        for (var i = 0; i < 2 * sellers && left > 0; i++)
        {
            var volume = Math.Min(left, table.Draw.BlockVolume[blocks[i]]);
            if (volume == 0) { continue; }
            table.Hold(new(blocks[i], 1, volume, 0));
            left -= volume;
        }
    }

    private static T[] Room<T>(ref T[]? buffer, int size)
    {
        if (buffer is null || buffer.Length < size) { buffer = new T[size]; }
        return buffer;
    }
}
