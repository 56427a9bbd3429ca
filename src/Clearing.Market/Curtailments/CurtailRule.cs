namespace Clearing.Market.Curtailments;

/// <summary>Which awards a curtailment takes first, once pool and offers are used up.</summary>
[GenerateSerializer, Alias("Clearing.CurtailRule")]
public enum CurtailRule
{
    /// <summary>
    /// The latest round first; within it the lowest max fee, then the highest sequence. This
    /// rewards early bids and is the default.
    /// </summary>
    LatestFirst = 0,

    /// <summary>The lowest max fee, then the latest round, then the highest sequence.</summary>
    LowestFeeFirst = 1,

    /// <summary>
    /// Lots by held volume; left-over lots by largest remainder, then the latest round, then the
    /// highest sequence.
    /// </summary>
    ProRata = 2,
}
