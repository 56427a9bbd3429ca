using System.Text;
using Clearing.Formats;

namespace Clearing.Client.Clear;

/// <summary>Chooses the rows of a file that are one round's book.</summary>
internal static class ChosenRows
{
    /// <summary>The rows of a region and a round; null if that is every row.</summary>
    internal static int[]? Of(BidTable bids, string file, string? region, int round)
    {
        if (region is null && round == 0)
        {
            Warn(bids, file);
            return null;
        }
        var wanted = region is null ? -1 : RegionOf(bids, file, region);
        if (round > 0 && !bids.HasRounds)
        {
            throw new CommandException(ExitCode.BadInput, $"clearing: {file} has no column round");
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
        throw new CommandException(
            ExitCode.BadInput, $"clearing: {file} has no bid of region {FormatError.Show(region)}");
    }

    private static void Warn(BidTable bids, string file)
    {
        var rounds = bids.HasRounds && bids.Count > 0
            && bids.Rounds.IndexOfAnyExcept(bids.Rounds[0]) >= 0;
        if (rounds || bids.Regions.Count > 1)
        {
            Console.Error.WriteLine(
                $"clearing: note: {file} has bids of several regions or rounds; all of them are "
                + "cleared in one round (choose with --region and --round)");
        }
    }
}
