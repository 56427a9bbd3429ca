namespace Clearing.Market.Bids;

/// <summary>A row as it was before it was changed in its place.</summary>
/// <param name="Until">How many rounds, from the first, were cleared while the row was so.</param>
/// <param name="MaxVolume">Cubic feet.</param>
/// <param name="MinVolume">Cubic feet.</param>
/// <param name="TimeInForce">How long it stood.</param>
internal readonly record struct RowVersion(
    int Until, long MaxVolume, long MinVolume, TimeInForce TimeInForce);
