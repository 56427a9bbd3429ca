namespace Clearing.Allocation.Runs;

/// <summary>How far a run has come.</summary>
[GenerateSerializer, Alias("Clearing.RunStage")]
public enum RunStage
{
    /// <summary>The zone finds out which sellers have bids in it.</summary>
    Gathering = 0,

    /// <summary>Every seller takes a snapshot of its facts up to the cut-off.</summary>
    Counting = 1,

    /// <summary>Sellers compute their targets, and the zone its rations.</summary>
    Sharing = 2,

    /// <summary>The bases are computed and wait for an operator's confirmation.</summary>
    Draft = 3,

    /// <summary>The run is confirmed, and its sellers are being notified.</summary>
    Announcing = 4,

    /// <summary>Every seller is notified; the market has not yet taken the capacity.</summary>
    Offering = 5,

    /// <summary>The bases are announced, and the market has the capacity.</summary>
    Confirmed = 6,
}
