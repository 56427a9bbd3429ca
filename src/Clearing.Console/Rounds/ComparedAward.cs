namespace Clearing.Pages.Rounds;

/// <summary>
/// What a bid got according to the record and according to the recomputation, in cubic feet.
/// </summary>
public sealed record ComparedAward(BookRow Row, long Recorded, long Recomputed)
{
    /// <summary>True if both are the same.</summary>
    public bool IsEqual => Recorded == Recomputed;
}
