using System.Text;
using Clearing.Formats;

namespace Clearing.Client.Clear;

/// <summary>Selects the rows of a file that form one round's book.</summary>
internal static class ChosenRows
{
    /// <summary>The rows of a region and a round; null if that is every row.</summary>
    /// <exception cref="CommandException">
    /// There is no such row, or the rows are of several markets or rounds and may not be blended, or
    /// they are blended and two of them have the same id.
    /// </exception>
    internal static int[]? Of(
        BidTable bids, string file, string? region, int round, bool blend = false)
    {
        var rows = region is null && round == 0 ? null : Chosen(bids, file, region, round);
        if (blend) { RequireDistinctIds(bids, file, rows); }
        else { RequireOneBook(bids, file, rows); }
        return rows;
    }

    // Two markets may have bids of the same id, but in one book the awards could not be told apart.
    private static void RequireDistinctIds(BidTable bids, string file, int[]? rows)
    {
        if (bids.Regions.Count < 2) { return; }
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < (rows?.Length ?? bids.Count); i++)
        {
            var row = rows?[i] ?? i;
            if (!lines.TryAdd(bids.Ids[row], bids.Lines[row]))
            {
                throw Wrong(
                    $"{file}:{bids.Lines[row]}: bid_id \"{FormatError.Show(bids.Ids[row])}\" is on line "
                    + $"{lines[bids.Ids[row]]} too, in another region: --blend needs every id once");
            }
        }
    }

    private static int[] Chosen(BidTable bids, string file, string? region, int round)
    {
        var wanted = region is null ? -1 : RegionOf(bids, file, region);
        if (round > 0 && !bids.HasRounds)
        {
            throw Wrong($"{file} has no column round");
        }
        var rows = new List<int>();
        for (var row = 0; row < bids.Count; row++)
        {
            var here = (wanted < 0 || bids.RegionOf[row] == wanted)
                && (round == 0 || bids.Rounds[row] == round);
            if (here)
            {
                rows.Add(row);
            }
        }
        if (rows.Count == 0 && bids.Count > 0)
        {
            var where = region is null ? "" : $" in region {FormatError.Show(region)}";
            throw Wrong($"{file} has no bid of round {round}{where}");
        }
        return [.. rows];
    }

    private static int RegionOf(BidTable bids, string file, string region)
    {
        var name = Encoding.UTF8.GetBytes(region);
        for (var index = 0; index < bids.Regions.Count; index++)
        {
            if (bids.Regions.Bytes(index).SequenceEqual(name))
            {
                return index;
            }
        }
        throw Wrong($"{file} has no bid of region {FormatError.Show(region)}");
    }

    // Bids of two markets never compete, so clearing them together would give a wrong outcome.
    private static void RequireOneBook(BidTable bids, string file, int[]? rows)
    {
        for (var i = 1; i < (rows?.Length ?? bids.Count); i++)
        {
            var (first, row) = rows is null ? (0, i) : (rows[0], rows[i]);
            if (bids.Regions.Count > 0 && bids.RegionOf[row] != bids.RegionOf[first])
            {
                throw Wrong(
                    $"{file} has bids of several regions, {bids.Regions[bids.RegionOf[first]]} and "
                    + $"{bids.Regions[bids.RegionOf[row]]}: choose one with --region, or clear all "
                    + "in one round with --blend");
            }
            if (bids.HasRounds && bids.Rounds[row] != bids.Rounds[first])
            {
                throw Wrong(
                    $"{file} has bids of several rounds, {bids.Rounds[first]} and "
                    + $"{bids.Rounds[row]}: choose one with --round, or clear all in one round with "
                    + "--blend");
            }
        }
    }

    private static CommandException Wrong(string what) =>
        new(ExitCode.BadInput, $"clearing: {what}; nothing was done");
}
