namespace Clearing.Market.Bids;

/// <summary>What a row was before it changed in its place.</summary>
/// <param name="Until">It was so at the clearing of the first so many rounds.</param>
/// <param name="MaxVolume">Cubic feet.</param>
/// <param name="MinVolume">Cubic feet.</param>
/// <param name="TimeInForce">How long it stood.</param>
internal readonly record struct RowVersion(
    int Until, long MaxVolume, long MinVolume, TimeInForce TimeInForce);
