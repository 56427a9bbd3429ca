namespace Clearing.Market.Bids;

internal sealed partial class BidBook
{
    private readonly Dictionary<int, List<RowVersion>> _versions = [];

    /// <summary>A row's volumes and time in force at the clearing of an earlier round.</summary>
    /// <param name="row">A row that took part in that clearing.</param>
    /// <param name="round">The round's index, from 0.</param>
    public RowVersion VersionAt(int row, int round)
    {
        foreach (var version in _versions.GetValueOrDefault(row) ?? [])
        {
            if (version.Until > round) { return version; }
        }
        return new(int.MaxValue, _volumes[row], MinOf(row), MarkOf(row).TimeInForce());
    }

    // Only what a cleared round was decided on is kept: the first change of each round.
    private void KeepVersion(int row, int roundsCleared)
    {
        if (roundsCleared == 0) { return; }
        if (!_versions.TryGetValue(row, out var versions)) { _versions[row] = versions = []; }
        if (versions is [.., var last] && last.Until == roundsCleared) { return; }
        versions.Add(new(roundsCleared, _volumes[row], MinOf(row), MarkOf(row).TimeInForce()));
    }
}
