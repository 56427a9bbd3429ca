namespace Clearing.Market.Markets;

/// <summary>
/// How the volume that remains at the marginal fee is split among the bids at that fee.
/// </summary>
[GenerateSerializer, Alias("Clearing.TieRule")]
public enum TieRule
{
    /// <summary>Earlier bids first (by sequence).</summary>
    TimePriority = 0,

    /// <summary>
    /// In proportion to demand; left-over lots by largest remainder, then sequence.
    /// </summary>
    ProRata = 1,

    /// <summary>Equal shares; what a bid cannot use goes to the others.</summary>
    EqualSplit = 2,

    /// <summary>In the order of SHA-256 of <c>seed:bid</c>.</summary>
    SeededLottery = 3,
}
